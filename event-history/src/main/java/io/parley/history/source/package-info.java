/** The events of a data folder. */
@NullMarked
package io.parley.history.source;

import org.jspecify.annotations.NullMarked;
