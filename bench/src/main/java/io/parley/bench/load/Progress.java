package io.parley.bench.load;

/** Who wants to know. Times are {@link System#nanoTime} at which the message was due; called on the pair's event loop. */
interface Progress {
    Progress IGNORED = new Progress() {};

    /** The recipient has it. */
    default void arrived(long dueAt) {}

    /** The sender has both receipts. */
    default void completed(Pair pair, long dueAt) {}
}
