package io.parley.sealing;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;

/** Nanoseconds of this thread's CPU for sealing and opening 200 bytes, and for what they are made of. */
final class SealerBench {
    private static final int PEOPLE = 100;
    private static final int ROUNDS = 400_000;

    private SealerBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("sealer-bench");
        try (FilePersonKeys keys = FilePersonKeys.open(folder.resolve("keys"), folder.resolve("master"))) {
            Sealer sealer = new Sealer(keys);
            List<UserId> people =
                    IntStream.range(0, PEOPLE).mapToObj(i -> UserId.create()).toList();
            String text = "t".repeat(200);
            List<Sealed> sealed =
                    people.stream().map(person -> sealer.seal(person, text)).toList();
            SecureRandom random = new SecureRandom();
            byte[] nonce = new byte[12];
            for (int round = 0; round < 3; round++) {
                measure("seal", i -> sealer.seal(people.get(i % PEOPLE), text));
                measure("open", i -> sealer.open(sealed.get(i % PEOPLE)));
                measure("SecureRandom, 12 bytes", i -> random.nextBytes(nonce));
                measure("Cipher.getInstance", i -> Cipher.getInstance("AES/GCM/NoPadding"));
            }
        }
    }

    private static void measure(String name, Step step) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            step.run(i);
        }
        System.out.printf("%-24s %,6d ns%n", name, (threads.getCurrentThreadCpuTime() - start) / ROUNDS);
    }

    @FunctionalInterface
    private interface Step {
        void run(int i) throws Exception;
    }
}
