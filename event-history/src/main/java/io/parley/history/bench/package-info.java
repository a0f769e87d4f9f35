/** How fast the history is read. */
@NullMarked
package io.parley.history.bench;

import org.jspecify.annotations.NullMarked;
