package io.parley.api.account.handle;

/** A command to the one Handle aggregate of a handle. */
public sealed interface HandleCommand permits RegisterUser {
    HandleKey handle();
}
