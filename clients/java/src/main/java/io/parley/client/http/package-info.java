/** Accounts, conversations and history over HTTP. */
@NullMarked
package io.parley.client.http;

import org.jspecify.annotations.NullMarked;
