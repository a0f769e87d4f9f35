package io.parley.client.session;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame.Watermark;

/**
 * The user's own watermarks in one conversation. One frame is on its way at a time and what comes meanwhile is merged. Acknowledgements
 * are not answered: what the server has not confirmed is sent again on the next connection. On the lane.
 */
final class Acks {
    private static final long NONE = -1;

    private final String conversation;
    private final Link link;
    private final Lane lane;
    private long delivered = NONE;
    private long read = NONE;
    private long sentDelivered = NONE;
    private long sentRead = NONE;
    private long confirmedDelivered = NONE;
    private long confirmedRead = NONE;
    private boolean sending;
    private int syncs;

    Acks(String conversation, Link link, Lane lane) {
        this.conversation = conversation;
        this.link = link;
        this.lane = lane;
    }

    void delivered(long seq) {
        delivered = Math.max(delivered, seq);
        flush();
    }

    /** Whether that is news. */
    boolean read(long seq) {
        if (seq <= read) return false;
        read = seq;
        flush();
        return true;
    }

    void confirmed(Watermark own) {
        confirmedDelivered = Math.max(confirmedDelivered, own.delivered());
        confirmedRead = Math.max(confirmedRead, own.read());
        sentDelivered = Math.max(sentDelivered, confirmedDelivered);
        sentRead = Math.max(sentRead, confirmedRead);
    }

    /**
     * The server's word after a sync is final: what it does not know was lost, also on this connection. A frame that an earlier connection still has on
     * its way holds nothing up.
     */
    void synced() {
        syncs++;
        sending = false;
        sentDelivered = confirmedDelivered;
        sentRead = confirmedRead;
        flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what failed goes again on the next connection
    private void flush() {
        if (sending || !link.isGreeted()) return;
        ClientFrame next;
        if (read > sentRead) {
            sentRead = read;
            sentDelivered = Math.max(sentDelivered, read);
            next = new ClientFrame.Read(conversation, read);
        } else if (delivered > sentDelivered) {
            sentDelivered = delivered;
            next = new ClientFrame.Delivered(conversation, delivered);
        } else {
            return;
        }
        sending = true;
        int since = syncs;
        link.tell(next)
                .whenCompleteAsync(
                        (sent, failure) -> {
                            if (since != syncs) return;
                            sending = false;
                            if (failure == null) flush();
                        },
                        lane);
    }
}
