package io.parley.api.account.handle;

import io.parley.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** @param user null where nobody has the handle */
public record Owner(@Nullable UserId user) {}
