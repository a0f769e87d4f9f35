/** The outside language: what crosses the socket of {@code parley.1}, how it is written, and its AsyncAPI document. */
@NullMarked
package io.parley.protocol;

import org.jspecify.annotations.NullMarked;
