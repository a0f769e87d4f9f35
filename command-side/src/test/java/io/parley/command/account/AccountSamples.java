package io.parley.command.account;

import io.parley.api.Sealed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the aggregates' tests are about. */
public final class AccountSamples {
    public static final UserId ALICE = new UserId("0197f2a0-0000-7000-8000-00000000000a");
    public static final UserId BOB = new UserId("0197f2a0-0000-7000-8000-00000000000b");
    public static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    public static final HandleKey HANDLE = new HandleKey("handle:alice");
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    /** Shows microseconds, which events must not. */
    public static final Clock CLOCK = Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC);

    private AccountSamples() {}

    public static RegisterUser register(UserId user) {
        return new RegisterUser(HANDLE, null, user, sealed("handle"), sealed("name"), sealed("hash"));
    }

    public static UserRegistered registered(UserId user) {
        return new UserRegistered(user, HANDLE, sealed("handle"), sealed("name"), sealed("hash"), NOW);
    }

    public static Sealed sealed(String what) {
        return new Sealed("key", "nonce", what);
    }
}
