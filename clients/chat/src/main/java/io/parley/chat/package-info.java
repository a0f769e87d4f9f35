/** Parley in a terminal, or in a script. */
@NullMarked
package io.parley.chat;

import org.jspecify.annotations.NullMarked;
