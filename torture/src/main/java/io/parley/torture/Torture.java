package io.parley.torture;

import io.parley.torture.check.Findings;
import io.parley.torture.check.Patience;
import io.parley.torture.load.Crowd;
import io.parley.torture.server.Life;
import io.parley.torture.server.ServerUnderTest;
import io.parley.torture.server.Syncs;
import io.parley.torture.server.Unpacked;
import io.parley.torture.truth.DeviceCheck;
import io.parley.torture.truth.Log;
import io.parley.torture.truth.ViewCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Kills a server again and again while people write to each other through it, and holds what they were told against what
 * is there: nothing accepted is lost, doubled or reordered, every device converges, every view equals a fold over the
 * event log. All on one data folder; people and conversations are new in each round, so that memory stays bounded.
 *
 * @param folder for data and output; made by the caller, and empty
 * @param round kills before everything is checked
 */
public record Torture(Unpacked program, Path folder, int kills, int round, long seed, PrintStream progress) {
    private static final Duration DEATH_WITHIN = Duration.ofSeconds(10);
    private static final Duration CONVERGED_WITHIN = Duration.ofSeconds(60);
    private static final int LAST_MESSAGES = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    /** @throws io.parley.torture.check.Broken if a promise is */
    public void run() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        progress.printf("Seed %d; data and the server's output are in %s%n", seed, folder);
        try (ServerUnderTest server = ServerUnderTest.of(program, folder, random)) {
            for (int done = 0; done < kills; done += round) {
                round(server, random, done, Math.min(kills, done + round));
            }
        }
        progress.printf("%d kills; every promise was kept.%n", kills);
    }

    private void round(ServerUnderTest server, RandomGenerator random, int from, int to) throws Exception {
        Life life = start(server, new Kill.UnderLoad(0));
        long headBefore = Log.read(server.events(), 0).head();
        try (Crowd crowd = Crowd.gather(server.url(), "round-" + from)) {
            crowd.startWriting(random);
            await(crowd, crowd.accepted() + LAST_MESSAGES);
            life.kill();
            for (int number = from; number < to; number++) {
                kill(server, crowd, number, Kill.of(number, random));
            }
            life = start(server, new Kill.UnderLoad(0));
            await(crowd, crowd.accepted() + LAST_MESSAGES);
            crowd.stopWriting();
            check(server, crowd, headBefore, random);
        }
        life.stop();
        Log.verify(server.events());
    }

    private static Life start(ServerUnderTest server, Kill kill) throws IOException {
        Life life = server.start(kill.crash());
        if (!life.awaitUp() && !(kill instanceof Kill.AtPoint)) {
            throw new IllegalStateException("The server does not start again:\n" + life.said());
        }
        return life;
    }

    private static void await(Crowd crowd, long accepted) {
        if (!Patience.until(CONVERGED_WITHIN, () -> crowd.accepted() >= accepted)) {
            throw new IllegalStateException("No more messages are accepted; " + crowd.accepted() + " were so far");
        }
    }

    private void kill(ServerUnderTest server, Crowd crowd, int number, Kill kill) throws Exception {
        long before = crowd.accepted();
        long start = System.nanoTime();
        int exit = switch (kill) {
            case Kill.AtPoint point -> atPoint(start(server, point));
            case Kill.UnderLoad load -> {
                Life life = start(server, load);
                await(crowd, before + load.messages());
                yield life.kill();
            }
            case Kill.WhileStarting soon -> {
                Life life = server.start(null);
                Patience.until(soon.after(), () -> !life.isAlive());
                yield life.kill();
            }
        };
        progress.printf(
                "%4d of %d: %s, exit %d, %.1f s, %d messages%n",
                number + 1,
                kills,
                kill,
                exit,
                (System.nanoTime() - start) / NANOS_PER_SECOND,
                crowd.accepted() - before);
    }

    private static int atPoint(Life life) throws InterruptedException {
        return Patience.until(DEATH_WITHIN, () -> !life.isAlive()) ? life.awaitEnd() : life.kill();
    }

    private void check(ServerUnderTest server, Crowd crowd, long headBefore, RandomGenerator random)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Findings findings = new Findings();
        findings.hold("every message is answered", Patience.until(CONVERGED_WITHIN, crowd::isAnswered));
        findings.hold(
                "every device converges", Patience.until(CONVERGED_WITHIN, () -> DeviceCheck.haveConverged(crowd)));
        findings.hold("events are synced to the disk", Syncs.of(server.url()) > 0);
        new DeviceCheck(findings).check(crowd);
        findings.throwIfAny();
        Patience.untilNothingIsWrong(
                CONVERGED_WITHIN, () -> ViewCheck.of(crowd, Log.read(server.events(), headBefore), random));
        crowd.strangers().check(findings);
        findings.throwIfAny();
        progress.printf(
                "     checked: %d messages, %d people, %d conversations, %.1f s%n",
                crowd.accepted(),
                crowd.people().size(),
                crowd.talks().size(),
                (System.nanoTime() - start) / NANOS_PER_SECOND);
    }
}
