package io.parley.command.account.token;

import io.parley.api.id.DeviceId;

/** What a refresh token says: one generation of a log-in's family. */
public record RefreshToken(DeviceId device, long sid, long generation) {}
