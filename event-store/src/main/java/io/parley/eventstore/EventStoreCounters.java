package io.parley.eventstore;

/**
 * What the store has done since it was opened.
 *
 * @param walSyncs syncs of the write-ahead log as RocksDB counts them
 * @param batches synced batches that were written
 * @param events events appended
 * @param clashes appends refused because the (aggregate, sequence) was taken
 * @param queueDepth appends that wait for the writer now
 * @param fenced whether a write failed and no more are taken
 */
public record EventStoreCounters(
        long walSyncs, long batches, long events, long clashes, int queueDepth, boolean fenced) {}
