package io.parley.command.account.token;

import io.parley.api.account.handle.FindOwner;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.handle.Owner;
import io.parley.api.id.UserId;
import io.parley.command.dispatch.Commands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** People to whom the options of an installation give something to do, by their handles. Thread-safe. */
public final class Appointed {
    private final List<HandleName> handles;
    private final HandleKeys keys;
    private final Commands commands;
    /** A handle never changes hands. */
    private final Map<HandleName, UserId> owners = new ConcurrentHashMap<>();

    public Appointed(List<HandleName> handles, HandleKeys keys, Commands commands) {
        this.handles = handles;
        this.keys = keys;
        this.commands = commands;
    }

    public boolean contains(UserId user) {
        return handles.stream().anyMatch(handle -> user.equals(owner(handle)));
    }

    private UserId owner(HandleName handle) {
        return owners.computeIfAbsent(
                handle,
                any -> commands.ask(new FindOwner(keys.of(any)), Owner.class).user());
    }
}
