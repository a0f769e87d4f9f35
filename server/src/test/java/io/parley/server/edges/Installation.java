package io.parley.server.edges;

import io.parley.client.ParleyClient;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import io.parley.server.ServerStarter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything but the edges in one server, any number of edges beside it on its buses, and a Redis between them. */
final class Installation implements AutoCloseable {
    private final Path folder;
    private final RedisProcess redis = RedisProcess.started();
    private final ConfigurableApplicationContext hub;
    private final List<ConfigurableApplicationContext> edges = new ArrayList<>();

    Installation(Path folder) {
        this.folder = folder;
        this.hub = ServerStarter.withoutEdge(folder.resolve("hub"), RedisProcess.uri(redis.port()));
    }

    int redisPort() {
        return redis.port();
    }

    void startRedis() {
        redis.start();
    }

    void stopRedis() {
        redis.stop();
    }

    ParleyClient http() {
        return client(hub);
    }

    /** An edge that knows the Redis under that port. */
    ConfigurableApplicationContext edge(String name, int port) {
        Wire wire = new Wire(hub.getBean(Serializer.class));
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("eventStore", hub.getBean(EventStore.class));
        beans.put("commandBus", wire.to(hub.getBean(CommandBus.class)));
        beans.put("queryBus", wire.to(hub.getBean(QueryBus.class)));
        beans.put("personKeys", hub.getBean(PersonKeys.class));
        beans.put("conversationKeys", hub.getBean(ConversationKeys.class));
        ConfigurableApplicationContext edge =
                ServerStarter.edgeOf(folder.resolve("hub"), folder.resolve(name), name, RedisProcess.uri(port), beans);
        edges.add(edge);
        return edge;
    }

    static ParleyClient client(ConfigurableApplicationContext of) {
        return client(port(of));
    }

    static ParleyClient client(int port) {
        return ParleyClient.at(URI.create("http://127.0.0.1:" + port));
    }

    static int port(ConfigurableApplicationContext of) {
        return ((WebServerApplicationContext) of).getWebServer().getPort();
    }

    @Override
    public void close() {
        edges.forEach(ConfigurableApplicationContext::close);
        hub.close();
        stopRedis();
    }
}
