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
import org.jspecify.annotations.Nullable;

/** How far each member of a conversation has received and read. An aggregate of its own: acknowledgements must not queue behind sends. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Receipts {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ReceiptsId id;

    private final Map<UserId, Reached> members = new HashMap<>();

    record Reached(long delivered, long read) {
        static final Reached NOTHING = new Reached(AdvanceReceipts.NONE, AdvanceReceipts.NONE);

        /** Never lower than before; what was read was delivered. */
        Reached raised(long deliveredTo, long readTo) {
            long highestRead = Math.max(read, readTo);
            return new Reached(Math.max(highestRead, Math.max(delivered, deliveredTo)), highestRead);
        }
    }

    Receipts() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void advance(AdvanceReceipts command, Clock clock) {
        Map<UserId, Reached> reached = new LinkedHashMap<>();
        for (Watermark entry : command.entries()) {
            Reached before = reached.getOrDefault(entry.member(), before(entry.member()));
            reached.put(entry.member(), before.raised(entry.delivered(), entry.read()));
        }
        List<Moved> moved = new ArrayList<>(reached.size());
        reached.forEach((member, now) -> {
            Reached before = before(member);
            if (!now.equals(before)) {
                moved.add(new Moved(member, before.delivered(), now.delivered(), before.read(), now.read(), true));
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
            members.put(moved.member(), new Reached(moved.delivered(), moved.read()));
        }
    }
}
