/**
 * The MongoDB of a laptop: a wire server in this JVM over one MVStore file that this module owns.
 *
 * <p>Each collection is one tree, from {@link io.parley.viewstore.DocumentKey} (the encoded {@code _id}) to the
 * document's BSON bytes. The tree itself is the unique {@code _id} index: document and index cannot disagree, whatever
 * moment a process dies at. Bytes rather than objects, because then a document is immutable once stored (a reader never
 * sees half an update), what cannot be written fails in the command instead of in the commit, and a commit copies bytes
 * instead of encoding objects.
 *
 * <p>Nothing reaches the file but through {@link io.parley.viewstore.Committer}, which never splits a command or a
 * batch.
 */
@NullMarked
package io.parley.viewstore;

import org.jspecify.annotations.NullMarked;
