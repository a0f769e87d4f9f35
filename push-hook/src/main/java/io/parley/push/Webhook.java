package io.parley.push;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Posts notices as Standard Webhooks 1.0 says: signed, each until it is taken or refused for good. Thread-safe. */
final class Webhook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int AT_ONCE = 16;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final String MAC = "HmacSHA256";
    /** Of 4xx, those that say "later", or that a person will mend. */
    private static final Set<Integer> LATER = Set.of(401, 403, 404, 408, 425, 429);

    private final PushOptions options;
    private final Clock clock;
    private final HttpClient http;
    private final RetryTemplate retries;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean away = new AtomicBoolean();

    Webhook(PushOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.retries = new RetryTemplate(RetryPolicy.builder()
                .includes(NotTaken.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_PAUSE)
                .multiplier(2)
                .jitter(FIRST_PAUSE.dividedBy(2))
                .maxDelay(options.longestPause())
                .build());
    }

    /** The receiver did not take it now. */
    private static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        NotTaken(String why) {
            super(why);
        }
    }

    /**
     * Returns when all are taken, or refused for good; blocks as long as that takes.
     *
     * @throws IllegalStateException if this was closed before: some may not be sent
     */
    void send(List<Notice> notices) {
        List<Future<Boolean>> sent = new ArrayList<>(notices.size());
        try {
            for (Notice notice : notices) {
                sent.add(sending.submit(inTurn(notice)));
            }
            for (Future<Boolean> one : sent) {
                one.get();
            }
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IllegalStateException("notices are not sent: this server stops", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("notices are not sent: this server stops", e);
        }
    }

    private Callable<Boolean> inTurn(Notice notice) {
        return () -> {
            turns.acquire();
            try {
                return untilTaken(notice);
            } finally {
                turns.release();
            }
        };
    }

    private boolean untilTaken(Notice notice) throws RetryException {
        return Boolean.TRUE.equals(retries.execute(() -> post(notice)));
    }

    /** Whether it was taken; false where it never will be. */
    private boolean post(Notice notice) throws NotTaken, InterruptedException {
        String id = notice.id();
        String body = mapper.writeValueAsString(notice);
        long now = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(options.receiver())
                .timeout(options.timeout())
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", "v1," + signature(id + "." + now + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status;
        try {
            status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw notTaken("it cannot be reached: " + e.getMessage());
        }
        if (status >= 500 || LATER.contains(status)) {
            throw notTaken("it answered " + status);
        }
        if (away.compareAndSet(true, false)) {
            LOG.info("The push receiver takes notices again");
        }
        if (status >= 300) {
            LOG.warn("The push receiver refused notice {} for good, with {}; it is not sent again", id, status);
            return false;
        }
        return true;
    }

    private NotTaken notTaken(String why) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("The push receiver takes no notices, {}; they wait for it, and nothing else does", why);
        }
        return new NotTaken(why);
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(options.key(), MAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    /** What is under way is given up; it is sent again by whoever goes on from the token. */
    @Override
    public void close() {
        sending.shutdownNow();
        http.shutdownNow();
    }
}
