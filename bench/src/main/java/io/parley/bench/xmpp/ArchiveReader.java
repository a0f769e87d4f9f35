package io.parley.bench.xmpp;

import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Mailbox;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the archive (XEP-0313) page by page; each page's end is the name of the next. */
final class ArchiveReader implements Mailbox.Reader {
    private static final int PAGE = 100;

    private final String with;
    private @Nullable LoadSocket socket;
    private CompletableFuture<Long> end = new CompletableFuture<>();
    private long arrived;
    private long pages;

    ArchiveReader(String with) {
        this.with = with;
    }

    ArchiveReader on(LoadSocket opened) {
        socket = opened;
        return this;
    }

    @Override
    public CompletableFuture<Void> read(int messages) {
        return count().thenAccept(count -> {
            if (count != messages) {
                throw new IllegalStateException("of " + messages + " messages the archive has " + count);
            }
        });
    }

    /** All messages that the archive has. */
    CompletableFuture<Long> count() {
        CompletableFuture<Long> counted = new CompletableFuture<>();
        socket().loop().execute(() -> {
            end = counted;
            arrived = 0;
            ask("");
        });
        return counted;
    }

    private void ask(String after) {
        socket().send(Stanzas.archive(++pages, with, PAGE, after));
    }

    void stanza(String stanza) {
        if (Stanza.has(stanza, "result")) {
            arrived += FrameText.count(stanza, "<body>");
        } else if (Stanza.has(stanza, "fin")) {
            String last = Stanza.text(stanza, "last");
            if (last.isEmpty() || Stanza.attribute(stanza, "fin", "complete").equals("true")) {
                end.complete(arrived);
            } else {
                ask(last);
            }
        }
    }

    private LoadSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public void close() {
        socket().close();
    }

    void leave() {
        socket().leave();
    }
}
