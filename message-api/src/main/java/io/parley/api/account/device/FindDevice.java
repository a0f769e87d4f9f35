package io.parley.api.account.device;

import io.parley.api.id.DeviceId;

/** Asks the views for a device's log-in; answered with {@link DeviceLogIn}. */
public record FindDevice(DeviceId device) {}
