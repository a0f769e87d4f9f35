package io.parley.api.account.handle;

import java.time.Instant;

/** What happened to a handle. */
public sealed interface HandleEvent permits HandleClaimed {
    HandleKey handle();

    Instant time();
}
