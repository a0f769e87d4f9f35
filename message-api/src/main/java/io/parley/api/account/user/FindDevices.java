package io.parley.api.account.user;

import io.parley.api.id.UserId;

/** Asks the views for a person's devices; answered with {@link Devices}. */
public record FindDevices(UserId user) {}
