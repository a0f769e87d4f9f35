/** Views made anew from the events. */
@NullMarked
package io.parley.history.replay;

import org.jspecify.annotations.NullMarked;
