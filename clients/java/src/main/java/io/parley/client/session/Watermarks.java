package io.parley.client.session;

import io.parley.protocol.ServerFrame.Watermark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The highest watermarks heard of. What is pushed may come again, and older: watermarks only rise. On the lane. */
final class Watermarks {
    private final Map<String, Map<String, Watermark>> highest = new HashMap<>();

    /** The same members, none below what was told of them before. */
    List<Watermark> raise(String conversation, List<Watermark> heard) {
        Map<String, Watermark> members = highest.computeIfAbsent(conversation, any -> new HashMap<>());
        return heard.stream()
                .map(one -> members.merge(one.user(), one, Watermark::and))
                .toList();
    }

    /** The server has another history now. */
    void forget(String conversation) {
        highest.remove(conversation);
    }
}
