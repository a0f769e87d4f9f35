package io.parley.client.session;

import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Count;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Watermark;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An app's fault stays the app's: it is reported, and the session goes on. */
record GuardedListener(SessionListener app) implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void onMessage(String conversation, Entry entry) {
        guard(() -> app.onMessage(conversation, entry));
    }

    @Override
    public void onAccepted(Accepted accepted) {
        guard(() -> app.onAccepted(accepted));
    }

    @Override
    public void onRefused(Outgoing message, ServerFrame.Error error) {
        guard(() -> app.onRefused(message, error));
    }

    @Override
    public void onCounts(String conversation, List<Count> counts) {
        guard(() -> app.onCounts(conversation, counts));
    }

    @Override
    public void onReceipt(String conversation, List<Watermark> watermarks) {
        guard(() -> app.onReceipt(conversation, watermarks));
    }

    @Override
    public void onConversation(ServerFrame.Conversation conversation) {
        guard(() -> app.onConversation(conversation));
    }

    @Override
    public void onSettings(ServerFrame.Settings settings) {
        guard(() -> app.onSettings(settings));
    }

    @Override
    public void onExpired(String conversation, long upTo) {
        guard(() -> app.onExpired(conversation, upTo));
    }

    @Override
    public void onTyping(String conversation, String user, boolean on) {
        guard(() -> app.onTyping(conversation, user, on));
    }

    @Override
    public void onPresence(ServerFrame.Presence presence) {
        guard(() -> app.onPresence(presence));
    }

    @Override
    public void onHead(Head head) {
        guard(() -> app.onHead(head));
    }

    @Override
    public void onCaughtUp() {
        guard(app::onCaughtUp);
    }

    @Override
    public void onState(SessionState state) {
        guard(() -> app.onState(state));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A session's listener failed", e);
        }
    }
}
