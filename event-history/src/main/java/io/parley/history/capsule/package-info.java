/** Streams as fixtures of tests. */
@NullMarked
package io.parley.history.capsule;

import org.jspecify.annotations.NullMarked;
