/** What was said, delivered and read, and when, as of any moment: read from the events, never from the live views. */
@NullMarked
package io.parley.history;

import org.jspecify.annotations.NullMarked;
