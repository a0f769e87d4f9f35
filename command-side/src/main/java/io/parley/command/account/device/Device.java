package io.parley.command.account.device;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.Refusal;
import io.parley.api.account.Outcome;
import io.parley.api.account.device.DeviceRevoked;
import io.parley.api.account.device.LogIn;
import io.parley.api.account.device.LogInEnded;
import io.parley.api.account.device.LogInOutcome;
import io.parley.api.account.device.LogInStarted;
import io.parley.api.account.device.LogOut;
import io.parley.api.account.device.Refresh;
import io.parley.api.account.device.RefreshOutcome;
import io.parley.api.account.device.RefreshRotated;
import io.parley.api.account.device.RetireDevice;
import io.parley.api.account.device.RevokeDevice;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/**
 * A device, its one current log-in, and that log-in's family of refresh tokens: generation {@code n} is good once, and
 * so is, for the grace, {@code n - 1} again; anything else means that two hold the same token.
 */
@Revision("1")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@SuppressWarnings("NullAway.Init") // the first event fills it
public final class Device {
    @AggregateIdentifier
    private DeviceId device;

    private UserId user;
    private long sid;
    private long generation;
    private Instant rotatedAt = Instant.EPOCH;
    private boolean loggedIn;
    private boolean revoked;

    Device() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    LogInOutcome handle(LogIn command, Clock clock) {
        if (belongsToAnotherThan(command.user())) {
            return new LogInOutcome.Refused(Refusal.UNKNOWN_DEVICE);
        }
        if (revoked) {
            return new LogInOutcome.Refused(Refusal.DEVICE_REVOKED);
        }
        Instant now = now(clock);
        endLogIn(LogInEnded.Reason.REPLACED, now);
        AggregateLifecycle.apply(new LogInStarted(command.device(), command.user(), sid + 1, now));
        return new LogInOutcome.Started(sid);
    }

    @CommandHandler
    RefreshOutcome handle(Refresh command, Clock clock, RefreshRules rules) {
        if (revoked) {
            return new RefreshOutcome.Refused(Refusal.DEVICE_REVOKED);
        }
        if (!loggedIn || command.sid() != sid) {
            return new RefreshOutcome.Refused(Refusal.TOKEN_INVALID);
        }
        Instant now = now(clock);
        if (isExpired(now, rules)) {
            endLogIn(LogInEnded.Reason.EXPIRED, now);
            return new RefreshOutcome.Refused(Refusal.TOKEN_INVALID);
        }
        if (command.generation() == generation) {
            AggregateLifecycle.apply(new RefreshRotated(device, user, sid, generation + 1, now));
            return new RefreshOutcome.Renewed(user, generation);
        }
        if (command.generation() == generation - 1 && !now.isAfter(rotatedAt.plus(rules.grace()))) {
            return new RefreshOutcome.Renewed(user, generation);
        }
        endLogIn(LogInEnded.Reason.REUSED, now);
        return new RefreshOutcome.Refused(Refusal.TOKEN_REUSED);
    }

    @CommandHandler
    Outcome handle(LogOut command, Clock clock) {
        if (command.sid() == sid) {
            endLogIn(LogInEnded.Reason.LOGGED_OUT, now(clock));
        }
        return Outcome.done();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RevokeDevice command, Clock clock) {
        if (belongsToAnotherThan(command.user())) {
            return Outcome.refused(Refusal.UNKNOWN_DEVICE);
        }
        Instant now = now(clock);
        endLogIn(LogInEnded.Reason.REVOKED, now);
        revoke(command.device(), command.user(), now);
        return Outcome.done();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RetireDevice command, Clock clock, RefreshRules rules) {
        if (belongsToAnotherThan(command.user())) {
            return Outcome.refused(Refusal.UNKNOWN_DEVICE);
        }
        Instant now = now(clock);
        if (loggedIn && !isExpired(now, rules)) {
            return Outcome.refused(Refusal.DEVICE_LIMIT);
        }
        endLogIn(LogInEnded.Reason.EXPIRED, now);
        revoke(command.device(), command.user(), now);
        return Outcome.done();
    }

    @EventSourcingHandler
    void on(LogInStarted event) {
        device = event.device();
        user = event.user();
        sid = event.sid();
        generation = 0;
        rotatedAt = event.time();
        loggedIn = true;
    }

    @EventSourcingHandler
    void on(RefreshRotated event) {
        generation = event.generation();
        rotatedAt = event.time();
    }

    @EventSourcingHandler
    void on(LogInEnded event) {
        loggedIn = false;
    }

    @EventSourcingHandler
    void on(DeviceRevoked event) {
        device = event.device();
        user = event.user();
        revoked = true;
    }

    private void endLogIn(LogInEnded.Reason reason, Instant now) {
        if (loggedIn) {
            AggregateLifecycle.apply(new LogInEnded(device, user, sid, reason, now));
        }
    }

    private void revoke(DeviceId target, UserId owner, Instant now) {
        if (!revoked) {
            AggregateLifecycle.apply(new DeviceRevoked(target, owner, now));
        }
    }

    private boolean belongsToAnotherThan(UserId other) {
        return device != null && !user.equals(other);
    }

    private boolean isExpired(Instant now, RefreshRules rules) {
        return now.isAfter(rotatedAt.plus(rules.unused()));
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
