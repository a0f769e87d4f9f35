/** The Java client of Parley; begin at {@link io.parley.client.ParleyClient}. */
@NullMarked
package io.parley.client;

import org.jspecify.annotations.NullMarked;
