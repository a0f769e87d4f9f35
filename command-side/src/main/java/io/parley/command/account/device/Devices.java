package io.parley.command.account.device;

import io.parley.api.Refusal;
import io.parley.api.account.Outcome;
import io.parley.api.account.device.RetireDevice;
import io.parley.api.account.device.RevokeDevice;
import io.parley.api.account.user.Account;
import io.parley.api.account.user.AddDevice;
import io.parley.api.account.user.FindAccount;
import io.parley.api.account.user.RemoveDevice;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.Sealer;
import org.jspecify.annotations.Nullable;

/** Adds devices to accounts and takes them away; each step may be repeated after a crash in between. */
public final class Devices {
    private final Commands commands;
    private final Sealer sealer;

    public Devices(Commands commands, Sealer sealer) {
        this.commands = commands;
        this.sealer = sealer;
    }

    /** Adds a new device; a full account gives up its oldest one on which nobody is logged in any more. */
    public DeviceId add(Account account, @Nullable String name) {
        UserId user = account.user();
        DeviceId device = DeviceId.create();
        AddDevice command = new AddDevice(user, device, name == null ? null : sealer.seal(user, name));
        Outcome outcome = commands.ask(command, Outcome.class, user, device);
        if (outcome instanceof Outcome.Refused && madeRoom(account)) {
            outcome = commands.ask(command, Outcome.class, user, device);
        }
        requireDone(outcome);
        return device;
    }

    /** Ends one of the person's own devices for good. */
    public void revoke(UserId user, DeviceId device) {
        Account account = commands.ask(new FindAccount(user), Account.class, user);
        if (!account.devices().contains(device)) {
            throw ProblemException.refused(Refusal.UNKNOWN_DEVICE);
        }
        requireDone(commands.ask(new RevokeDevice(device, user), Outcome.class, user));
        requireDone(commands.ask(new RemoveDevice(user, device), Outcome.class, user));
    }

    private boolean madeRoom(Account account) {
        UserId user = account.user();
        for (DeviceId old : account.devices()) {
            if (commands.ask(new RetireDevice(old, user), Outcome.class, user) instanceof Outcome.Done) {
                return commands.ask(new RemoveDevice(user, old), Outcome.class, user) instanceof Outcome.Done;
            }
        }
        return false;
    }

    private static void requireDone(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw ProblemException.refused(refused.refusal());
        }
    }
}
