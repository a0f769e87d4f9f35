package io.parley.client.session;

import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that a session told. */
final class Recorder implements SessionListener {
    final List<Long> seqs = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<SessionState> states = new CopyOnWriteArrayList<>();
    final List<Watermark> watermarks = new CopyOnWriteArrayList<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    final List<ServerFrame.Accepted> accepted = new CopyOnWriteArrayList<>();
    final List<String> caughtUp = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(String conversation, Entry entry) {
        seqs.add(entry.seq());
        bodies.add(String.valueOf(entry.body()));
    }

    @Override
    public void onAccepted(ServerFrame.Accepted frame) {
        accepted.add(frame);
    }

    @Override
    public void onRefused(Outgoing message, ServerFrame.Error error) {
        refusals.add(error.code());
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> moved) {
        watermarks.addAll(moved);
    }

    @Override
    public void onState(SessionState state) {
        states.add(state);
    }

    @Override
    public void onCaughtUp() {
        caughtUp.add("");
    }
}
