package io.parley.bench.parley;

import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks for all pages of one conversation at once, which it can because entries are numbered without gaps. */
final class HistoryPages {
    private static final int PAGE = 100;

    private final int messages;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private @Nullable LoadSocket socket;
    private int arrived;

    /** @param messages that are wanted */
    HistoryPages(int messages) {
        this.messages = messages;
    }

    /** Of the only conversation that {@code synced} names. */
    CompletableFuture<Void> afterSync(LoadSocket opened) {
        opened.loop().execute(() -> {
            socket = opened;
            opened.send("{\"t\":\"sync\",\"id\":\"sync\"}");
        });
        return complete;
    }

    CompletableFuture<Void> of(LoadSocket opened, String conversation, long head) {
        opened.loop().execute(() -> pull(opened, conversation, head));
        return complete;
    }

    void frame(String frame) {
        switch (FrameText.type(frame)) {
            case "synced" -> synced(Objects.requireNonNull(socket), frame);
            case "messages" -> {
                arrived += FrameText.count(frame, "\"kind\":\"message\"");
                if (arrived == messages) {
                    complete.complete(null);
                }
            }
            default -> {}
        }
    }

    private static void synced(LoadSocket socket, String synced) {
        String name = "\"conversation\":\"";
        int at = synced.indexOf(name) + name.length();
        String conversation = synced.substring(at, synced.indexOf('"', at));
        pull(socket, conversation, FrameText.number(synced, "\"seq\":", at));
    }

    private static void pull(LoadSocket socket, String conversation, long head) {
        for (long after = -1; after < head; after += PAGE) {
            socket.send("{\"t\":\"history\",\"id\":\"" + after + "\",\"conversation\":\"" + conversation
                    + "\",\"after\":" + after + ",\"limit\":" + PAGE + "}");
        }
    }
}
