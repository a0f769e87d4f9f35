/**
 * What a person writes is stored under a key of that person; destroying the key erases every copy of it.
 *
 * <p>Keys live in a file of their own, one line each, wrapped by a master key from another file: a backup of the one
 * without the other reads nothing.
 */
@NullMarked
package io.parley.sealing;

import org.jspecify.annotations.NullMarked;
