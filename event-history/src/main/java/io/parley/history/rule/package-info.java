/** Rules that are not there, run over what was. */
@NullMarked
package io.parley.history.rule;

import org.jspecify.annotations.NullMarked;
