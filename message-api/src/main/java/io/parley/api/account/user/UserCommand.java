package io.parley.api.account.user;

import io.parley.api.id.UserId;

/** A command to a person's account. */
public sealed interface UserCommand
        permits FindAccount,
                AddDevice,
                RemoveDevice,
                ChangeName,
                ChangeAvatar,
                ChangePrivacy,
                EraseUser,
                CompleteErasure {
    UserId user();
}
