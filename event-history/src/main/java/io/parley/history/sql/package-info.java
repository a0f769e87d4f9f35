/** Questions in SQL. */
@NullMarked
package io.parley.history.sql;

import org.jspecify.annotations.NullMarked;
