package io.parley.eventstore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hash of all events up to a position: each event's is made of the one before it and the event's bytes as they are stored. */
final class Chain {
    private static final byte[] SEED = "parley-event-chain 1".getBytes(US_ASCII);
    private static final int EVENTS_PER_LINK = 1_024;

    private final MessageDigest digest;
    private long position;
    private byte[] hash;
    private long linked;

    private Chain(long position, byte[] hash) {
        this.digest = sha256();
        this.position = position;
        this.hash = hash;
        this.linked = position;
    }

    static Chain before() {
        return new Chain(EventReader.BEFORE_FIRST, sha256().digest(SEED));
    }

    /**
     * From the last link on, over what was stored since.
     *
     * @throws StoreUnreadableException where events are missing that the last link stands for
     */
    static Chain upTo(long head, EventReader events, Links links) {
        Chain chain = links.last()
                .map(link -> new Chain(link.position(), link.hash()))
                .orElseGet(Chain::before);
        if (chain.position > head) {
            throw links.beyond(head);
        }
        while (chain.position < head) {
            for (byte[] value : events.valuesAfter(chain.position, head)) {
                chain.add(value);
                if (chain.isLinkDue()) {
                    links.keep(chain.link());
                }
            }
        }
        return chain;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(byte[] value) {
        digest.update(hash);
        hash = digest.digest(value);
        position++;
    }

    long position() {
        return position;
    }

    boolean isLinkDue() {
        return position >= linked + EVENTS_PER_LINK;
    }

    /** Whether anything came since the last link. */
    boolean isAhead() {
        return position > linked;
    }

    /** To be stored, so that the chain is not made from its beginning again. */
    Links.Link link() {
        linked = position;
        return new Links.Link(position, hash);
    }

    boolean is(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    Anchor anchor() {
        return new Anchor(position, HexFormat.of().formatHex(hash));
    }

    boolean reaches(List<Anchor> anchors) {
        Anchor here = anchor();
        return anchors.stream().noneMatch(anchor -> anchor.position() == position && !anchor.equals(here));
    }
}
