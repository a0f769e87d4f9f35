/** Who is who. */
@NullMarked
package io.parley.history.people;

import org.jspecify.annotations.NullMarked;
