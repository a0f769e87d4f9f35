package io.parley.api.account.user;

import io.parley.api.account.handle.HandleKey;

/** Asks the views whose a handle is; answered with {@link People} of one or none. The views may lag a registration by moments. */
public record FindUserByHandle(HandleKey handle) {}
