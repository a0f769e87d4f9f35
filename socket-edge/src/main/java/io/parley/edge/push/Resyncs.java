package io.parley.edge.push;

import io.parley.edge.session.Encoded;
import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.ServerFrame;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells all sessions to sync, some at a time: they all read the views. Thread-safe. */
public final class Resyncs {
    private static final int SESSIONS_AT_A_TIME = 50;
    private static final long PAUSE_MS = 25;

    private final Sessions sessions;
    private final Encoded frame;
    private final AtomicInteger underWay = new AtomicInteger();

    public Resyncs(Sessions sessions, FrameCodec codec) {
        this.sessions = sessions;
        this.frame = Encoded.of(new ServerFrame.Resync(), codec);
    }

    /** Returns at once. */
    void begin() {
        underWay.incrementAndGet();
        Thread.startVirtualThread(this::tellAll);
    }

    /** Whether some sessions are still to be told: until then they must not be given a mark that is newer than what they missed. */
    public boolean isUnderWay() {
        return underWay.get() > 0;
    }

    private void tellAll() {
        try {
            int told = 0;
            for (Session session : List.copyOf(sessions.all())) {
                if (session.identity() != null) {
                    session.push(frame);
                    if (++told % SESSIONS_AT_A_TIME == 0) {
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
