package io.parley.projections.conversation;

/** A time that somebody was in a conversation: the entries that they see of it, both inclusive. */
record Stay(long from, long to) {
    static final long OPEN = Long.MAX_VALUE;

    static Stay since(long from) {
        return new Stay(from, OPEN);
    }

    Stay until(long last) {
        return new Stay(from, last);
    }

    boolean isOpen() {
        return to == OPEN;
    }

    boolean contains(long seq) {
        return from <= seq && seq <= to;
    }
}
