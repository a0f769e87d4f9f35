package io.parley.history.replay;

import com.mongodb.client.MongoDatabase;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.source.History;
import io.parley.projections.ProjectionsConfiguration;
import io.parley.projections.token.MongoTokenStore;
import io.parley.viewstore.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** A file of views made anew, with which a server goes on where the events stood. */
public final class Rebuild {
    private final ViewFiles files;
    private final int segments;

    /** @param segments of each processing group, from 1 */
    public Rebuild(ViewFiles files, int segments) {
        this.files = files;
        this.segments = segments;
    }

    /**
     * Replays everything up to the head into a file beside the current one. One that was interrupted leaves nothing that counts, and
     * several at once do not meet: each has a file of its own until it is whole.
     *
     * @param progress is told positions
     * @return how many events
     */
    public long run(History history, LongConsumer progress) throws IOException {
        Path folder = Objects.requireNonNull(files.rebuilt().toAbsolutePath().getParent(), "a file is in a folder");
        Path unfinished = Files.createTempFile(folder, "views.rebuilt", ".part");
        try {
            long count;
            try (Scratch fresh = Scratch.open(unfinished)) {
                count = new Replay(fresh.views()).run(history, 0, history.head(), progress);
                setTokens(fresh.views(), history.head());
            }
            Files.move(
                    unfinished, files.rebuilt(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void setTokens(MongoDatabase views, long position) {
        MongoTokenStore tokens = new MongoTokenStore(
                views,
                NamedEventSerializer.create(),
                "rebuild",
                Duration.ofSeconds(10),
                Duration.ZERO,
                Clock.systemUTC());
        for (String group : ProjectionsConfiguration.GROUPS) {
            tokens.initializeTokenSegments(group, segments, new GlobalSequenceTrackingToken(position));
        }
    }
}
