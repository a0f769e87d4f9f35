package io.parley.server.edges;

import io.parley.client.session.SessionListener;
import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a device was told. */
final class Told implements SessionListener {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<ServerFrame.Watermark> watermarks = new CopyOnWriteArrayList<>();
    private final List<Boolean> typing = new CopyOnWriteArrayList<>();
    private final List<ServerFrame.Presence> presences = new CopyOnWriteArrayList<>();
    private final List<SessionState> states = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(String conversation, ServerFrame.Entry entry) {
        if (entry.kind().equals("message")) {
            bodies.add(String.valueOf(entry.body()));
        }
    }

    @Override
    public void onReceipt(String conversation, List<ServerFrame.Watermark> moved) {
        watermarks.addAll(moved);
    }

    @Override
    public void onTyping(String conversation, String user, boolean on) {
        typing.add(on);
    }

    @Override
    public void onPresence(ServerFrame.Presence presence) {
        presences.add(presence);
    }

    @Override
    public void onState(SessionState state) {
        states.add(state);
    }

    List<String> bodies() {
        return bodies;
    }

    List<Boolean> typing() {
        return typing;
    }

    List<ServerFrame.Presence> presences() {
        return presences;
    }

    List<SessionState> states() {
        return states;
    }

    boolean lastSawOnline() {
        return !presences.isEmpty() && presences.getLast().online();
    }

    boolean isToldThatItWasRead(String user, long seq) {
        return watermarks.stream().anyMatch(mark -> mark.user().equals(user) && mark.read() >= seq);
    }
}
