package io.parley.assets;

import io.parley.api.MetaDataKeys;
import io.parley.api.asset.AssetCommand;
import io.parley.api.asset.AssetOutcome;
import io.parley.api.asset.AssetStored;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;

/** What is asked of the aggregates of assets; {@code unavailable} where nobody answers in time. */
final class AssetCommands {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final CommandGateway commands;

    AssetCommands(CommandGateway commands) {
        this.commands = commands;
    }

    Optional<AssetStored> send(AssetCommand command, UserId actor) {
        return send(command, MetaData.with(MetaDataKeys.ACTOR, actor.value()));
    }

    /** In nobody's name. */
    Optional<AssetStored> send(AssetCommand command) {
        return send(command, MetaData.emptyInstance());
    }

    private Optional<AssetStored> send(AssetCommand command, MetaData metaData) {
        return switch (Answers.await(commands.<AssetOutcome>send(command, metaData), DEADLINE)) {
            case AssetOutcome.Found found -> Optional.of(found.stored());
            case AssetOutcome.Unknown unknown -> Optional.empty();
        };
    }
}
