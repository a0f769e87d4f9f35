package io.parley.assets;

import io.parley.api.asset.AssetCommand.FindAsset;
import io.parley.api.asset.AssetCommand.RemoveAsset;
import io.parley.api.asset.AssetGrants;
import io.parley.api.asset.AssetGrants.Grant;
import io.parley.api.asset.AssetGrants.Purpose;
import io.parley.api.asset.AssetStored;
import io.parley.api.asset.GetAttachment;
import io.parley.api.asset.GetAvatar;
import io.parley.api.asset.Thumbnail;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.assets.storage.AssetKey;
import io.parley.assets.storage.DecryptingStream;
import io.parley.assets.storage.Storage;
import io.parley.assets.storage.StoredName;
import io.parley.sealing.Sealer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may have what was uploaded: its owner, and whoever may see a message that carries it. Whoever may not is told the same as where
 * there is nothing.
 */
final class Assets {
    private static final Logger LOG = LoggerFactory.getLogger(Assets.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Storage storage;
    private final AssetCommands commands;
    private final QueryGateway queries;
    private final Sealer sealer;
    private final AssetGrants grants;
    private final AssetOptions options;

    Assets(
            Storage storage,
            AssetCommands commands,
            QueryGateway queries,
            Sealer sealer,
            AssetGrants grants,
            AssetOptions options) {
        this.storage = storage;
        this.commands = commands;
        this.queries = queries;
        this.sealer = sealer;
        this.grants = grants;
        this.options = options;
    }

    /** Where an asset is to be seen. */
    sealed interface Carrier {
        record InMessage(ConversationId conversation, long seq) implements Carrier {}

        record AsAvatar(UserId user) implements Carrier {}
    }

    /**
     * What that person may have.
     *
     * @param in where it is to be seen; null where it is the person's own
     */
    Optional<AssetStored> find(UserId user, AssetId asset, @Nullable Carrier in) {
        return commands.send(new FindAsset(asset), user)
                .filter(stored -> stored.owner().equals(user) || (in != null && isCarried(user, asset, in)));
    }

    private boolean isCarried(UserId user, AssetId asset, Carrier in) {
        return switch (in) {
            case Carrier.InMessage message ->
                ask(new GetAttachment(user, message.conversation(), message.seq(), asset), GetAttachment.Answer.class)
                        .visible();
            case Carrier.AsAvatar avatar ->
                ask(new GetAvatar(avatar.user(), asset), GetAvatar.Answer.class).shown();
        };
    }

    private <R> R ask(Object query, Class<R> answer) {
        return Answers.await(queries.query(query, answer), DEADLINE);
    }

    Optional<AssetStored> find(AssetId asset, String fetchGrant) {
        return grants.read(fetchGrant, Purpose.FETCH)
                .filter(grant -> grant.asset().equals(asset))
                .flatMap(grant -> commands.send(new FindAsset(asset), grant.user()));
    }

    /** Empty where it was erased. */
    Optional<String> name(AssetStored stored) {
        return sealer.open(stored.name());
    }

    /** Empty where it was erased. */
    Optional<Supplier<DecryptingStream>> open(AssetStored stored) {
        return sealer.open(stored.key())
                .map(key -> () ->
                        DecryptingStream.of(storage, StoredName.of(stored.asset()), AssetKey.of(key), stored.size()));
    }

    /** Empty where it was erased. */
    Optional<Supplier<DecryptingStream>> open(AssetStored stored, Thumbnail thumbnail) {
        return sealer.open(thumbnail.key())
                .map(key -> () -> DecryptingStream.of(
                        storage, StoredName.thumbnailOf(stored.asset()), AssetKey.of(key), thumbnail.size()));
    }

    /** To whoever can read it. */
    String grant(UserId user, AssetStored stored, String name, Purpose purpose) {
        Grant grant = new Grant(
                purpose, stored.asset(), user, stored.type(), stored.size(), name, stored.width(), stored.height());
        return grants.sign(
                grant,
                switch (purpose) {
                    case ATTACH -> options.attachWithin();
                    case FETCH -> options.fetchWithin();
                });
    }

    /** Empty where it is not that person's. Bytes that the storage does not remove now go with what nobody recorded: nothing leads to them any more. */
    Optional<AssetStored> remove(UserId owner, AssetId asset) {
        Optional<AssetStored> removed = commands.send(new RemoveAsset(asset, owner), owner);
        removed.ifPresent(any -> {
            remove(StoredName.of(asset));
            remove(StoredName.thumbnailOf(asset));
        });
        return removed;
    }

    private void remove(StoredName name) {
        try {
            storage.remove(name);
        } catch (IOException e) {
            LOG.warn("The bytes of {} are removed later: {}", name, e.getMessage());
        }
    }

    /** Bytes whose event was never stored, as a crash between the two leaves them; whatever is younger may be about to be recorded. */
    void removeUnrecorded(Instant olderThan) {
        List<StoredName> unrecorded = new ArrayList<>();
        try {
            storage.each(olderThan, name -> {
                if (commands.send(new FindAsset(name.asset())).isEmpty()) {
                    unrecorded.add(name);
                }
            });
            for (StoredName name : unrecorded) {
                storage.remove(name);
            }
        } catch (IOException e) {
            throw ProblemException.unavailable(AGAIN, e);
        }
    }
}
