package io.parley.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.parley.bench.load.CatchUp;
import io.parley.bench.load.ClosedLoop;
import io.parley.bench.load.Crash;
import io.parley.bench.load.Faults;
import io.parley.bench.load.GroupLoop;
import io.parley.bench.load.Pair;
import io.parley.bench.load.PendingMessages;
import io.parley.bench.load.Room;
import io.parley.bench.report.Figure;
import io.parley.bench.xmpp.XmppContender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the peers are installed; elsewhere it says that it was not run. */
class PeersTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @ParameterizedTest
    @EnumSource
    void everyLoopRunsAgainstIt(PeerKind kind) throws Exception {
        assumeTrue(kind.missing().isEmpty(), () -> "not run: " + kind.missing() + " not installed");
        Faults faults = new Faults();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (Peer peer = kind.start(null)) {
            XmppContender contender = new XmppContender(peer.name(), peer.address(), peer, peer, loops, faults);
            List<Pair> pairs = contender.pairs(2);
            assertThat(value(new ClosedLoop(2).run(pairs, peer, SHORT, SHORT, faults), "closed2"))
                    .isPositive();
            pairs.forEach(Pair::close);
            Room room = contender.room(3);
            assertThat(value(new GroupLoop("g", "", 1).run(room, peer, SHORT, SHORT, faults), "g.deliveries"))
                    .isPositive();
            room.close();
            assertThat(value(new PendingMessages(20, 1).run(contender), "pending.median"))
                    .isPositive();
            assertThat(value(new CatchUp(120).run(contender), "history.median")).isPositive();
            assertThat(value(new Crash(SHORT).run(contender, peer), "crash.acknowledged"))
                    .isPositive();
            faults.check();
        } finally {
            loops.shutdownGracefully().syncUninterruptibly();
        }
    }

    private static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
