/** The history as Parquet files. */
@NullMarked
package io.parley.history.export;

import org.jspecify.annotations.NullMarked;
