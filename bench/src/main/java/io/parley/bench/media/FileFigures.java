package io.parley.bench.media;

import io.parley.bench.peers.Nginx;
import io.parley.bench.report.Figure;
import io.parley.bench.server.BenchServer;
import io.parley.client.ParleyClient;
import io.parley.client.http.ParleyHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One large file up and down, Parley with a heap of 256 MiB, in turn with an nginx where there is one. What is unequal: Parley encrypts, hashes and syncs what comes and decrypts what goes;
 * nginx does none of it, and its kernel sends files by itself.
 */
public final class FileFigures {
    private static final int ROUNDS = 3;
    private static final int BLOCK = 1 << 20;
    private static final double NANOS = 1e9;
    private static final double MB = 1e6;
    private static final String PASSWORD = "a password of the bench";

    private final long size;
    private final byte[] block = new byte[BLOCK];

    /** @param mebibytes of the file */
    public FileFigures(int mebibytes) {
        size = (long) mebibytes * BLOCK;
        new Random(1).nextBytes(block);
    }

    /**
     * @param jar of the server, which is started for this alone
     * @param parent of the folders; null is the folder for temporary files
     */
    public List<Figure> measure(Path jar, @Nullable Path parent) throws IOException, InterruptedException {
        List<String> options = List.of("-Xmx256m", "-Dparley.assets.largest=8GB", "-Dparley.assets.quota=100GB");
        try (BenchServer server = BenchServer.start(jar, options, parent)) {
            ParleyHttp http = ParleyClient.at(server.address()).http();
            http.register("files", PASSWORD, null);
            String token = http.logIn("files", PASSWORD).accessToken();
            Optional<Nginx> nginx = Nginx.start(parent);
            try (OverHttp parley = OverHttp.parley(server.address(), token)) {
                return nginx.isEmpty()
                        ? figures(parley, null)
                        : figures(parley, OverHttp.plain("nginx", nginx.get().address()));
            } finally {
                nginx.ifPresent(Nginx::close);
            }
        }
    }

    private List<Figure> figures(FilePlace parley, @Nullable FilePlace other) throws IOException, InterruptedException {
        double[] up = new double[ROUNDS];
        double[] down = new double[ROUNDS];
        double[] otherUp = new double[ROUNDS];
        double[] otherDown = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            up[round] = up(parley);
            down[round] = down(parley);
            if (other != null) {
                otherUp[round] = up(other);
                otherDown[round] = down(other);
            }
        }
        String file = String.format(Locale.ROOT, "a file of %,d MiB, heap 256 MiB", size / BLOCK);
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("file.up", "upload of " + file, median(up), "MB/s", ""),
                new Figure("file.down", "download of it", median(down), "MB/s", "")));
        if (other != null) {
            figures.add(new Figure("file.up.nginx", "upload by nginx, in turn", median(otherUp), "MB/s", ""));
            figures.add(new Figure("file.down.nginx", "download by nginx, in turn", median(otherDown), "MB/s", ""));
        }
        return figures;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double up(FilePlace place) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        place.put(new Repeated(), size);
        return rate(begun);
    }

    private double down(FilePlace place) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long got = 0;
        try (InputStream bytes = place.get()) {
            byte[] buffer = new byte[BLOCK];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                for (int at = 0; at < count; at += BLOCK / 4) {
                    if (buffer[at] != block[(int) ((got + at) % BLOCK)]) {
                        throw new IOException(place.name() + " gave back something else");
                    }
                }
                got += count;
            }
        }
        if (got != size) {
            throw new IOException(place.name() + " gave back " + got + " bytes of " + size);
        }
        return rate(begun);
    }

    private double rate(long begun) {
        return size / MB / ((System.nanoTime() - begun) / NANOS);
    }

    private final class Repeated extends InputStream {
        private long left = size;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int within = (int) ((size - left) % BLOCK);
            int part = (int) Math.min(left, Math.min(length, BLOCK - within));
            System.arraycopy(block, within, into, offset, part);
            left -= part;
            return part;
        }
    }
}
