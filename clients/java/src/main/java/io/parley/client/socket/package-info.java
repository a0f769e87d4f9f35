/** One socket as it is: frames, replies by id, nothing more. */
@NullMarked
package io.parley.client.socket;

import org.jspecify.annotations.NullMarked;
