/** What can be asked. */
@NullMarked
package io.parley.history.command;

import org.jspecify.annotations.NullMarked;
