/** How events read. */
@NullMarked
package io.parley.history.text;

import org.jspecify.annotations.NullMarked;
