package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.client.session.SessionStore;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** Two regions on an Axon Server, each a process with views and a Redis of its own. */
@ExtendWith({AxonServerGiven.class, FramesChecked.class})
class AxonServerRegionsIT {
    private static RedisServer redis(int port) throws Exception {
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return redis;
    }

    private static RunningServer region(String name, Path folder, EmbeddedMongo mongo, int redis) throws Exception {
        return RunningServer.up(
                folder.resolve(name),
                List.of(
                        "--axonserver",
                        AxonServerGiven.address(),
                        "--mongodb",
                        mongo.connectionString(),
                        "--redis",
                        "redis://127.0.0.1:" + redis,
                        "--keys",
                        folder.resolve("keys").toString()),
                "parley.region.name=" + name);
    }

    @Test
    void peopleInTwoRegionsTalkAndOneOfThemTravels(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        int eastern = RunningServer.freePort();
        int western = RunningServer.freePort();
        RedisServer easternRedis = redis(eastern);
        RedisServer westernRedis = redis(western);
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder.resolve("mongo"), EmbeddedMongoOptions.defaults());
                RunningServer east = region("east", folder, mongo, eastern);
                RunningServer west = region("west", folder, mongo, western)) {
            Person alice = Person.register(east, "alice");
            Person bob = Person.register(west, "bob");
            String talk = alice.with(bob);
            Received toAlice = new Received();
            Received toBob = new Received();
            SessionStore store = new MemorySessionStore();
            try (Session a = alice.session(new MemorySessionStore(), toAlice)) {
                try (Session b = bob.session(store, toBob)) {
                    Deadline.get(a.send(talk, "over there?"));
                    await().until(() -> toBob.bodies(talk).equals(List.of("over there?")));
                    Deadline.get(b.send(talk, "yes"));
                    b.read(talk, 1);
                    await().until(() ->
                            toAlice.watermarks(talk, bob.user()).stream().anyMatch(mark -> mark.read() == 1));
                }
                Deadline.get(a.send(talk, "on your way?"));
                try (Session b = bob.on(east).session(store, toBob)) {
                    await().until(() -> toBob.bodies(talk).equals(List.of("over there?", "yes", "on your way?")));
                    Deadline.get(b.send(talk, "here"));
                    await().until(() -> toAlice.bodies(talk).getLast().equals("here"));
                }
            }
            assertThat(toBob.seqs(talk)).isSorted().doesNotHaveDuplicates();
        } finally {
            easternRedis.stop();
            westernRedis.stop();
        }
    }
}
