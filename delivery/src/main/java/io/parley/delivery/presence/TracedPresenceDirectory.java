package io.parley.delivery.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.PresenceEvent;
import io.parley.delivery.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The presence directory of one process, with a trace for the next one in case that this one dies. */
public final class TracedPresenceDirectory implements PresenceDirectory, AutoCloseable {
    private final LocalPresenceDirectory directory;
    private final PresenceTrace trace;
    private final Clock clock;
    private List<PresenceEvent> leftBehind;

    /** @param trace what the last process left behind is given out with what is first due */
    public TracedPresenceDirectory(LocalPresenceDirectory directory, PresenceTrace trace, Clock clock) {
        this.directory = directory;
        this.trace = trace;
        this.clock = clock;
        this.leftBehind = trace.leftBehind();
    }

    @Override
    public Optional<PresenceEvent> came(Connection connection) {
        return directory.came(connection);
    }

    @Override
    public void left(Connection connection) {
        directory.left(connection);
    }

    @Override
    public List<PresenceEvent> due() {
        trace.alive(clock.instant());
        List<PresenceEvent> due = new ArrayList<>(leftBehind);
        leftBehind = List.of();
        due.addAll(directory.due());
        return due;
    }

    @Override
    public void recording(List<PresenceEvent> events) {
        trace.recording(events);
    }

    @Override
    public void recorded(List<PresenceEvent> events) {
        trace.recorded(events);
    }

    @Override
    public boolean isOnline(UserId user) {
        return directory.isOnline(user);
    }

    @Override
    public void close() {
        trace.close();
    }
}
