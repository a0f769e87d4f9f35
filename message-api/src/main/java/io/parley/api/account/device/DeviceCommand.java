package io.parley.api.account.device;

import io.parley.api.id.DeviceId;

/** A command to a device. */
public sealed interface DeviceCommand permits LogIn, Refresh, LogOut, RevokeDevice, RetireDevice {
    DeviceId device();
}
