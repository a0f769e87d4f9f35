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
    private final EmbeddedMongo common;
    private final Cable cable = new Cable();
    private final Region east;
    private final Region west;

    /** One of them. */
    record Region(
            EmbeddedMongo mongo,
            RedisProcess redis,
            ConfigurableApplicationContext hub,
            List<ConfigurableApplicationContext> edges) {
        ParleyClient http() {
            return Installation.client(hub);
        }

        private void close() {
            edges.forEach(ConfigurableApplicationContext::close);
            hub.close();
            redis.stop();
            mongo.close();
        }

        /** Names of its databases. */
        List<String> databases() {
            return hub.getBean(MongoClient.class).listDatabaseNames().into(new ArrayList<>());
        }
    }

    Regions(Path folder) {
        QueryBus queries = SimpleQueryBus.builder().build();
        common = mongo(folder.resolve("common"));
        east = region("east", folder, queries, Map.of());
        Map<String, Object> log = log(east.hub);
        log.put("eventStore", cable.to(east.hub.getBean(EventStore.class)));
        log.put("commandBus", cable.to(east.hub.getBean(CommandBus.class)));
        west = region("west", folder, queries, log);
    }

    private static EmbeddedMongo mongo(Path file) {
        return EmbeddedMongo.open(file, EmbeddedMongoOptions.defaults());
    }

    private static Map<String, Object> log(ConfigurableApplicationContext hub) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("eventStore", hub.getBean(EventStore.class));
        log.put("commandBus", hub.getBean(CommandBus.class));
        log.put("epoch", hub.getBean("epoch"));
        return log;
    }

    /** @param log of another region; empty where this one has it */
    private Region region(String name, Path folder, QueryBus queries, Map<String, Object> log) {
        EmbeddedMongo mongo = mongo(folder.resolve("mongo-" + name));
        RedisProcess redis = RedisProcess.started();
        ConfigurableApplicationContext hub = ServerStarter.regionOf(
                name,
                folder.resolve(name),
                folder.resolve("keys"),
                mongo.connectionString(),
                common.connectionString(),
                RedisProcess.uri(redis.port()),
                queries,
                log);
        Map<String, Object> beans = new LinkedHashMap<>(log.isEmpty() ? log(hub) : log);
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
        return new Region(mongo, redis, hub, edges);
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

    @Override
    public void close() {
        west.close();
        east.close();
        common.close();
    }
}
