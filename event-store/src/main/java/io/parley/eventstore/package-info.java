/**
 * The embedded event store: Axon's storage engine on RocksDB, synced before an append returns, with streams that push.
 *
 * <p>A store is a directory of {@code format} (one line: name and version of the layout), {@code lock} (held by the
 * process that writes) and {@code db} (RocksDB). Its column families:
 *
 * <ul>
 *   <li>{@code events}: position (8 bytes, big-endian) to {@link io.parley.eventstore.StoredRecord}
 *   <li>{@code index}: aggregate identifier (2 bytes of length, UTF-8) and sequence (8 bytes) to position
 *   <li>{@code snapshots}: aggregate identifier to the newest snapshot
 *   <li>{@code meta}: {@code format} and {@code store-id}
 * </ul>
 *
 * <p>Positions start at 1 and have no gaps, so the head is the number of events, and token 0 stands before the first.
 * One thread writes. Everything that waits goes into one atomic, synced batch over all column families; the head is
 * published after the sync, and neither streams nor aggregate reads look beyond it.
 */
@NullMarked
package io.parley.eventstore;

import org.jspecify.annotations.NullMarked;
