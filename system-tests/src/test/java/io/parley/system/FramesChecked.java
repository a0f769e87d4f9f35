package io.parley.system;

import io.parley.client.socket.FrameObserver;
import io.parley.protocol.Direction;
import io.parley.protocol.FrameSchemas;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds every frame of every client in these tests against the AsyncAPI document; a test during which one differs fails. */
final class FramesChecked implements AfterEachCallback {
    private static final FrameSchemas SCHEMAS = new FrameSchemas();
    private static final Queue<AssertionError> DIFFERENCES = new ConcurrentLinkedQueue<>();
    private static final Set<String> BAD_ON_PURPOSE = ConcurrentHashMap.newKeySet();

    static final FrameObserver OBSERVER = FramesChecked::check;

    /** That text is going to be sent although no client should. */
    static void expectBad(String text) {
        BAD_ON_PURPOSE.add(text);
    }

    private static void check(Direction direction, String json) {
        if (direction == Direction.CLIENT_TO_SERVER && BAD_ON_PURPOSE.contains(json)) {
            return;
        }
        try {
            SCHEMAS.check(direction, json);
        } catch (AssertionError difference) {
            DIFFERENCES.add(difference);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        BAD_ON_PURPOSE.clear();
        AssertionError first = DIFFERENCES.poll();
        DIFFERENCES.clear();
        if (first != null) {
            throw first;
        }
    }
}
