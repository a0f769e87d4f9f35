/** Plots that people would rather look at than read. */
@NullMarked
package io.parley.history.report;

import org.jspecify.annotations.NullMarked;
