/** A user who stays connected: reconnects, resumes, sends exactly once and in order. */
@NullMarked
package io.parley.client.session;

import org.jspecify.annotations.NullMarked;
