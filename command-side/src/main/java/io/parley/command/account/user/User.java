package io.parley.command.account.user;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.Refusal;
import io.parley.api.Sealed;
import io.parley.api.account.Outcome;
import io.parley.api.account.handle.RegisterUser;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.AddDevice;
import io.parley.api.account.user.AvatarChanged;
import io.parley.api.account.user.ChangeAvatar;
import io.parley.api.account.user.ChangeName;
import io.parley.api.account.user.ChangePrivacy;
import io.parley.api.account.user.CompleteErasure;
import io.parley.api.account.user.DeviceAdded;
import io.parley.api.account.user.DeviceRemoved;
import io.parley.api.account.user.EraseUser;
import io.parley.api.account.user.ErasureCompleted;
import io.parley.api.account.user.FindAccount;
import io.parley.api.account.user.NameChanged;
import io.parley.api.account.user.Privacy;
import io.parley.api.account.user.PrivacyChanged;
import io.parley.api.account.user.RemoveDevice;
import io.parley.api.account.user.UserErased;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.id.AssetId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A person's account, the devices that count as theirs, and what others may know of them. */
@Revision("1")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@SuppressWarnings("NullAway.Init") // the first event fills it
public final class User {
    @AggregateIdentifier
    private UserId user;

    private Sealed readableHandle;
    private Sealed name;
    private Sealed passwordHash;
    private @Nullable AssetId avatar;
    private Instant registered;
    private Privacy privacy = Privacy.DEFAULT;
    private boolean erased;
    private boolean erasureCompleted;
    private final Set<DeviceId> devices = new LinkedHashSet<>();

    User() {}

    /** Made by the handle that the person claims, in the same append. */
    public User(RegisterUser command, Instant time) {
        AggregateLifecycle.apply(new UserRegistered(
                command.user(),
                command.handle(),
                command.readableHandle(),
                command.name(),
                command.passwordHash(),
                time));
    }

    @CommandHandler
    Account handle(FindAccount command) {
        return new Account(user, readableHandle, name, passwordHash, List.copyOf(devices), registered);
    }

    @CommandHandler
    Outcome handle(AddDevice command, Clock clock) {
        if (erased) {
            return Outcome.refused(Refusal.UNKNOWN_USER);
        }
        if (devices.contains(command.device())) {
            return Outcome.done();
        }
        if (devices.size() >= AddDevice.MAX_DEVICES) {
            return Outcome.refused(Refusal.DEVICE_LIMIT);
        }
        AggregateLifecycle.apply(new DeviceAdded(user, command.device(), command.name(), now(clock)));
        return Outcome.done();
    }

    @CommandHandler
    Outcome handle(RemoveDevice command, Clock clock) {
        if (devices.contains(command.device())) {
            AggregateLifecycle.apply(new DeviceRemoved(user, command.device(), now(clock)));
        }
        return Outcome.done();
    }

    @CommandHandler
    Outcome handle(ChangeName command, Clock clock) {
        if (erased) {
            return Outcome.refused(Refusal.UNKNOWN_USER);
        }
        AggregateLifecycle.apply(new NameChanged(user, command.name(), now(clock)));
        return Outcome.done();
    }

    @CommandHandler
    Outcome handle(ChangeAvatar command, Clock clock) {
        if (erased) {
            return Outcome.refused(Refusal.UNKNOWN_USER);
        }
        if (!Objects.equals(command.avatar(), avatar)) {
            AggregateLifecycle.apply(new AvatarChanged(user, command.avatar(), now(clock)));
        }
        return Outcome.done();
    }

    @CommandHandler
    Privacy handle(ChangePrivacy command, Clock clock) {
        Privacy changed = new Privacy(
                Objects.requireNonNullElse(command.presence(), privacy.presence()),
                Objects.requireNonNullElse(command.lastSeen(), privacy.lastSeen()),
                Objects.requireNonNullElse(command.readReceipts(), privacy.readReceipts()));
        if (!erased && !changed.equals(privacy)) {
            AggregateLifecycle.apply(new PrivacyChanged(user, changed, now(clock)));
        }
        return privacy;
    }

    /** Nobody sees them any more, and no picture of theirs. */
    @CommandHandler
    Outcome handle(EraseUser command, Clock clock) {
        if (erased) {
            return Outcome.done();
        }
        Instant now = now(clock);
        if (avatar != null) {
            AggregateLifecycle.apply(new AvatarChanged(user, null, now));
        }
        if (!privacy.ofNobody().equals(privacy)) {
            AggregateLifecycle.apply(new PrivacyChanged(user, privacy.ofNobody(), now));
        }
        AggregateLifecycle.apply(new UserErased(user, command.by(), now));
        return Outcome.done();
    }

    @CommandHandler
    Outcome handle(CompleteErasure command, Clock clock) {
        if (erased && !erasureCompleted) {
            AggregateLifecycle.apply(new ErasureCompleted(user, now(clock)));
        }
        return Outcome.done();
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        user = event.user();
        readableHandle = event.readableHandle();
        name = event.name();
        passwordHash = event.passwordHash();
        registered = event.time();
    }

    @EventSourcingHandler
    void on(DeviceAdded event) {
        devices.add(event.device());
    }

    @EventSourcingHandler
    void on(DeviceRemoved event) {
        devices.remove(event.device());
    }

    @EventSourcingHandler
    void on(NameChanged event) {
        name = event.name();
    }

    @EventSourcingHandler
    void on(AvatarChanged event) {
        avatar = event.avatar();
    }

    @EventSourcingHandler
    void on(PrivacyChanged event) {
        privacy = event.privacy();
    }

    @EventSourcingHandler
    void on(UserErased event) {
        erased = true;
    }

    @EventSourcingHandler
    void on(ErasureCompleted event) {
        erasureCompleted = true;
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
