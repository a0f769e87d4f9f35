package io.parley.api.account.user;

import io.parley.api.Sealed;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is called, sealed under that person's key, and looks.
 *
 * @param avatar a picture; null for none
 */
public record Person(
        UserId user,
        Sealed readableHandle,
        Sealed name,
        @Nullable AssetId avatar) {}
