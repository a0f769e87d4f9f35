package io.parley.system;

import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a session tells its app, kept. */
class Received implements SessionListener {
    private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();
    private final Map<String, List<Watermark>> watermarks = new ConcurrentHashMap<>();
    private final List<SessionState> states = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(String conversation, Entry entry) {
        List<Entry> of = entries.computeIfAbsent(conversation, any -> new ArrayList<>());
        synchronized (of) {
            of.add(entry);
        }
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> moved) {
        watermarks
                .computeIfAbsent(conversation, any -> new CopyOnWriteArrayList<>())
                .addAll(moved);
    }

    @Override
    public void onState(SessionState state) {
        states.add(state);
    }

    /** In the order in which they came. */
    List<Entry> entries(String conversation) {
        List<Entry> of = entries.getOrDefault(conversation, List.of());
        synchronized (of) {
            return List.copyOf(of);
        }
    }

    List<String> bodies(String conversation) {
        return entries(conversation).stream()
                .filter(entry -> entry.kind().equals("message"))
                .map(Entry::body)
                .toList();
    }

    List<Long> seqs(String conversation) {
        return entries(conversation).stream().map(Entry::seq).toList();
    }

    List<Watermark> watermarks(String conversation, String member) {
        return watermarks.getOrDefault(conversation, List.of()).stream()
                .filter(mark -> mark.user().equals(member))
                .toList();
    }

    List<SessionState> states() {
        return List.copyOf(states);
    }
}
