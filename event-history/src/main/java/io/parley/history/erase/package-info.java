/** Making what a person wrote unreadable. */
@NullMarked
package io.parley.history.erase;

import org.jspecify.annotations.NullMarked;
