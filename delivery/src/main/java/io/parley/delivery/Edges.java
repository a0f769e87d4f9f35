package io.parley.delivery;

/** The edges of this process. Thread-safe. */
public interface Edges {
    /**
     * From now on what is announced to the edge's connections is delivered there.
     *
     * @param edge name of the incarnation, never used before
     */
    void open(String edge, EdgeInbox inbox);

    /** Whoever is still connected there is taken for gone. */
    void close(String edge);

    /**
     * Waits a moment until what was announced before the call has been delivered to the edge.
     *
     * @return false where that is not known: a mark that was taken before the call is then no place to resume at
     */
    boolean settle(String edge);
}
