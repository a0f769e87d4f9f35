/**
 * What Parley needs as it grows, extrapolated from what small things cost. Measured and assumed costs stand in
 * one file, each with its source; every figure made of them knows which.
 */
@NullMarked
package io.parley.bench.scale;

import org.jspecify.annotations.NullMarked;
