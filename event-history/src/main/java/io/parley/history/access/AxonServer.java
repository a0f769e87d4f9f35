package io.parley.history.access;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.source.DataFolder;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.MongoPersonKeys;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the events in an Axon Server.
 *
 * @param address {@code host:port}
 * @param token where it asks for one
 * @param certificate file with whom to trust, where it speaks TLS
 */
public record AxonServer(
        String address, @Nullable String token, @Nullable Path certificate) {
    private static final String KEYS = "parley-keys";

    /**
     * @param mongodb URI of where people's keys are; null where they are files
     * @param folder of the other keys
     */
    public Access open(@Nullable String mongodb, DataFolder folder) {
        AxonServerConfiguration.Builder builder =
                AxonServerConfiguration.builder().servers(address).componentName("parley-history");
        if (token != null) {
            builder.token(token);
        }
        if (certificate != null) {
            builder.ssl(certificate.toString());
        }
        AxonServerConfiguration configuration = builder.build();
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        connections.start();
        Serializer serializer = NamedEventSerializer.create();
        AxonServerEventStore events = AxonServerEventStore.builder()
                .configuration(configuration)
                .platformConnectionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .snapshotFilter(SnapshotFilter.rejectAll())
                .build();
        if (mongodb == null) {
            return new StoreAccess(events, folder.allKeys(), Clock.systemUTC(), connections::shutdown);
        }
        MongoClient client = MongoClients.create(mongodb);
        MongoDatabase keys = client.getDatabase(KEYS);
        return new StoreAccess(
                events,
                folder.with(
                        MongoPersonKeys.in(keys, folder.masterKey()), ConversationKeys.in(keys, folder.masterKey())),
                Clock.systemUTC(),
                () -> {
                    connections.shutdown();
                    client.close();
                });
    }
}
