package io.parley.command.asset;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.api.asset.AssetCommand.FindAsset;
import io.parley.api.asset.AssetCommand.RemoveAsset;
import io.parley.api.asset.AssetCommand.StoreAsset;
import io.parley.api.asset.AssetOutcome;
import io.parley.api.asset.AssetOutcome.Found;
import io.parley.api.asset.AssetOutcome.Unknown;
import io.parley.api.asset.AssetRemoved;
import io.parley.api.asset.AssetStored;
import io.parley.api.id.AssetId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A file that somebody uploaded, from the moment when all of it is stored until it is removed. */
public final class Asset {
    @AggregateIdentifier
    private @Nullable AssetId id;

    private @Nullable AssetStored stored;
    private boolean removed;

    Asset() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AssetOutcome store(StoreAsset command, Clock clock) {
        if (id != null) {
            return found();
        }
        AssetStored event = new AssetStored(
                command.asset(),
                command.owner(),
                command.type(),
                command.size(),
                command.name(),
                command.key(),
                command.width(),
                command.height(),
                command.thumbnail(),
                now(clock));
        apply(event);
        return new Found(event);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AssetOutcome find(FindAsset command) {
        return found();
    }

    /** Only its owner may. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AssetOutcome remove(RemoveAsset command, Clock clock) {
        if (stored == null || removed || !stored.owner().equals(command.by())) {
            return new Unknown();
        }
        apply(new AssetRemoved(command.asset(), command.by(), now(clock)));
        return new Found(stored);
    }

    private AssetOutcome found() {
        return stored == null || removed ? new Unknown() : new Found(stored);
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @EventSourcingHandler
    void on(AssetStored event) {
        id = event.asset();
        stored = event;
    }

    @EventSourcingHandler
    void on(AssetRemoved event) {
        removed = true;
    }

    /** Somebody asked for the stream of something else as if it were an asset: it is none. */
    @EventSourcingHandler
    void on(Object foreign, @SourceId String stream) {
        id = new AssetId(stream);
    }
}
