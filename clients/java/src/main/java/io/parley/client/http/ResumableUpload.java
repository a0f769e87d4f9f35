package io.parley.client.http;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One file in parts (tus 1.0.0), which goes on where it stood when its connection breaks or the server starts again. */
final class ResumableUpload {
    /** Smaller files are sent at once. */
    static final long LEAST = 1024 * 1024;

    private static final int PART = 8 * 1024 * 1024;
    private static final int MOST_FAILURES = 12;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final int NOT_FOUND = 404;
    /** A broken connection, an upload that was forgotten or stands elsewhere, another request that has not ended yet. */
    private static final Set<Integer> MAY_PASS = Set.of(0, NOT_FOUND, 409, 423);

    private static final int BROKEN = 500;

    private final JsonHttp http;
    private final String accessToken;
    private final String name;
    private final Path file;
    private final long size;
    private @Nullable URI upload;

    ResumableUpload(JsonHttp http, String accessToken, String name, Path file, long size) {
        this.http = http;
        this.accessToken = accessToken;
        this.name = name;
        this.file = file;
        this.size = size;
    }

    /** The asset that it became. */
    String run() {
        int failures = 0;
        long offset = -1;
        while (true) {
            try {
                HttpResponse<String> answer = offset < 0 ? stand() : part(offset);
                String asset = answer.headers().firstValue("Parley-Asset").orElse(null);
                if (asset != null) return asset;
                offset = answer.headers().firstValueAsLong("Upload-Offset").orElse(-1);
                failures = 0;
            } catch (ParleyProblem problem) {
                boolean passes = MAY_PASS.contains(problem.status()) || problem.status() >= BROKEN;
                if (!passes || ++failures > MOST_FAILURES) throw problem;
                if (problem.status() == NOT_FOUND) upload = null;
                offset = -1;
                pause(failures);
            }
        }
    }

    private HttpResponse<String> stand() {
        if (upload == null) {
            HttpResponse<String> begun = http.exchange(request(http.base().resolve("/v1/uploads"))
                    .header("Upload-Length", Long.toString(size))
                    .header("Upload-Metadata", "filename " + base64(name))
                    .POST(BodyPublishers.noBody())
                    .build());
            upload = http.base()
                    .resolve(begun.headers()
                            .firstValue("Location")
                            .orElseThrow(() -> ParleyProblem.unreachable("What answers is no Parley server.")));
        }
        return http.exchange(request(upload).HEAD().build());
    }

    private HttpResponse<String> part(long offset) {
        byte[] part = read(offset);
        return http.exchange(request(Objects.requireNonNull(upload))
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(part))
                .build());
    }

    private byte[] read(long offset) {
        try (InputStream in = new FileInputStream(file.toFile())) {
            in.skipNBytes(offset);
            return in.readNBytes(PART);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + accessToken)
                .header("Tus-Resumable", "1.0.0");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(int failures) {
        long bound = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, MOST_FAILURES));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParleyProblem.unreachable("Waiting for the server was interrupted.");
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
