package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;

/** How somebody is called; sealed under that person's key. */
public record Person(UserId user, Sealed readableHandle, Sealed name) {}
