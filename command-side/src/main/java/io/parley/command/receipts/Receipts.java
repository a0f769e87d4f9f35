package io.parley.command.receipts;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.AdvanceReceipts;
import io.parley.api.receipts.AdvanceReceipts.Watermark;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** How far each member of a conversation has received and read. An aggregate of its own: acknowledgements must not queue behind sends. */
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Receipts {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReceiptsId id;

    private final Map<UserId, Reached> members = new HashMap<>();

    /** @param unsaidFrom the first seq that was read since others were told of one the last time; null where nothing was */
    record Reached(long delivered, long read, @Nullable Long unsaidFrom) {
        static final Reached NOTHING = new Reached(AdvanceReceipts.NONE, AdvanceReceipts.NONE, null);

        /** Never lower than before; what was read was delivered. */
        Reached raised(Watermark to) {
            return to.read() > read
                    ? new Reached(
                            Math.max(to.read(), Math.max(delivered, to.delivered())),
                            to.read(),
                            unsaidFrom(read, to.shared()))
                    : new Reached(Math.max(delivered, to.delivered()), read, unsaidFrom);
        }

        @Nullable
        Long unsaidFrom(long readBefore, boolean shared) {
            if (shared) {
                return null;
            }
            return unsaidFrom == null ? Long.valueOf(readBefore + 1) : unsaidFrom;
        }

        Moved movedTo(Reached now, UserId member) {
            boolean shared = now.unsaidFrom == null;
            return new Moved(
                    member,
                    delivered,
                    now.delivered,
                    read,
                    now.read,
                    shared,
                    shared && now.read > read ? unsaidFrom : null);
        }
    }

    Receipts() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void advance(AdvanceReceipts command, Clock clock) {
        Map<UserId, Watermark> entries = new LinkedHashMap<>();
        command.entries().forEach(entry -> entries.merge(entry.member(), entry, Watermark::and));
        List<Moved> moved = new ArrayList<>(entries.size());
        entries.forEach((member, entry) -> {
            Reached before = before(member);
            Reached now = before.raised(entry);
            if (!now.equals(before)) {
                moved.add(before.movedTo(now, member));
            }
        });
        if (!moved.isEmpty()) {
            apply(new ReceiptsAdvanced(
                    command.conversation(), moved, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    private Reached before(UserId member) {
        return members.getOrDefault(member, Reached.NOTHING);
    }

    @EventSourcingHandler
    void on(ReceiptsAdvanced event) {
        id = ReceiptsId.of(event.conversation());
        for (Moved moved : event.moved()) {
            Long unsaidFrom = before(moved.member()).unsaidFrom(moved.readBefore(), moved.shared());
            members.put(moved.member(), new Reached(moved.delivered(), moved.read(), unsaidFrom));
        }
    }
}
