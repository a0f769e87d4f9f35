package io.parley.server.edges;

import com.mongodb.client.MongoClient;
import io.parley.client.ParleyClient;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import io.parley.server.ServerStarter;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.ConfigurableApplicationContext;

/** Two regions on one event log, each with a Redis, views and two edges of its own; the event log is in the east. */
final class Regions implements AutoCloseable {
    private final EmbeddedMongo mongo;
    private final Cable cable = new Cable();
    private final Region east;
    private final Region west;

    /** One of them. */
    record Region(RedisProcess redis, ConfigurableApplicationContext hub, List<ConfigurableApplicationContext> edges) {
        ParleyClient http() {
            return Installation.client(hub);
        }

        private void close() {
            edges.forEach(ConfigurableApplicationContext::close);
            hub.close();
            redis.stop();
        }
    }

    Regions(Path folder) {
        Path keys = folder.resolve("keys");
        QueryBus queries = SimpleQueryBus.builder().build();
        mongo = EmbeddedMongo.open(folder.resolve("mongo"), EmbeddedMongoOptions.defaults());
        RedisProcess eastern = RedisProcess.started();
        ConfigurableApplicationContext hub = ServerStarter.regionOf(
                "east",
                folder.resolve("east"),
                keys,
                mongo.connectionString(),
                RedisProcess.uri(eastern.port()),
                queries,
                Map.of());
        east = region("east", folder, hub, eastern, log(hub));
        RedisProcess western = RedisProcess.started();
        Map<String, Object> log = log(hub);
        log.put("eventStore", cable.to(hub.getBean(EventStore.class)));
        log.put("commandBus", cable.to(hub.getBean(CommandBus.class)));
        west = region(
                "west",
                folder,
                ServerStarter.regionOf(
                        "west",
                        folder.resolve("west"),
                        keys,
                        mongo.connectionString(),
                        RedisProcess.uri(western.port()),
                        queries,
                        log),
                western,
                log);
    }

    private static Map<String, Object> log(ConfigurableApplicationContext hub) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("eventStore", hub.getBean(EventStore.class));
        log.put("commandBus", hub.getBean(CommandBus.class));
        log.put("epoch", hub.getBean("epoch"));
        return log;
    }

    private static Region region(
            String name, Path folder, ConfigurableApplicationContext hub, RedisProcess redis, Map<String, Object> log) {
        Map<String, Object> beans = new LinkedHashMap<>(log);
        beans.put("queryBus", hub.getBean(QueryBus.class));
        beans.put("personKeys", hub.getBean(PersonKeys.class));
        beans.put("conversationKeys", hub.getBean(ConversationKeys.class));
        List<ConfigurableApplicationContext> edges = Stream.of("1", "2")
                .map(number -> ServerStarter.edgeOf(
                        folder,
                        folder.resolve(name + number),
                        name + number,
                        RedisProcess.uri(redis.port()),
                        beans,
                        "parley.region.name=" + name))
                .toList();
        return new Region(redis, hub, edges);
    }

    Region east() {
        return east;
    }

    Region west() {
        return west;
    }

    /** From the west to the event log. */
    Cable cable() {
        return cable;
    }

    List<String> databases() {
        return east.hub.getBean(MongoClient.class).listDatabaseNames().into(new ArrayList<>());
    }

    @Override
    public void close() {
        west.close();
        east.close();
        mongo.close();
    }
}
