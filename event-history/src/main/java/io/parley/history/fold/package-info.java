/** What events add up to, as of a moment. */
@NullMarked
package io.parley.history.fold;

import org.jspecify.annotations.NullMarked;
