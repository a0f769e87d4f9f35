package io.parley.api.account.user;

import io.parley.api.id.UserId;
import java.time.Instant;

/** What happened to a person's account. */
public sealed interface UserEvent
        permits UserRegistered,
                DeviceAdded,
                DeviceRemoved,
                NameChanged,
                AvatarChanged,
                PrivacyChanged,
                UserErased,
                ErasureCompleted {
    UserId user();

    Instant time();
}
