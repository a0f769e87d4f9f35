package io.parley.api.account.device;

import io.parley.api.EventName;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;

/** Neither token of that log-in gets anything new from here on. */
@EventName("device.LogInEnded")
public record LogInEnded(DeviceId device, UserId user, long sid, Reason reason, Instant time) implements DeviceEvent {
    public enum Reason {
        LOGGED_OUT,
        /** Another log-in began on the same device. */
        REPLACED,
        /** A refresh token came again after its successor was used, or too late: somebody may have copied it. */
        REUSED,
        /** The refresh token was not used for too long. */
        EXPIRED,
        REVOKED
    }
}
