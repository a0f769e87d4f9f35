package io.parley.command.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Sealed;
import io.parley.api.conversation.ConversationOutcome;
import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.retention.ExpireMessages;
import io.parley.api.retention.FindExpired;
import io.parley.api.retention.FindExpired.Found;
import io.parley.api.retention.FindExpired.Kept;
import io.parley.api.retention.FindExpired.Scope;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.FilePersonKeys;
import io.parley.sealing.Sealer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over buses whose handlers keep, in place of views, how many messages each conversation has that are over its time. */
class SweeperTest {
    private static final UserId ALICE = UserId.create();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();
    private final Map<String, Long> over = new TreeMap<>();
    private final Map<String, Long> expired = new TreeMap<>();
    private final List<ExpireMessages> carriedOut = new ArrayList<>();
    private int queriesBehind;
    private Instant keptFrom = NOW;
    private FilePersonKeys people;
    private ConversationKeys keys;

    @BeforeEach
    void open() {
        people = FilePersonKeys.open(folder.resolve("person-keys"), folder.resolve("master-key"));
        keys = ConversationKeys.open(folder.resolve("conversation-keys"), folder.resolve("master-key"));
        queries.subscribe(FindExpired.class.getName(), Found.class, query -> found((FindExpired) query.getPayload()));
        commands.subscribe(ExpireMessages.class.getName(), command -> expire((ExpireMessages) command.getPayload()));
    }

    @AfterEach
    void close() {
        people.close();
        keys.close();
    }

    private Found found(FindExpired query) {
        List<Kept> all = over.keySet().stream()
                .filter(id ->
                        query.after() == null || id.compareTo(query.after().value()) > 0)
                .map(this::kept)
                .filter(kept -> query.scope() == Scope.ALL || !kept.messages().isEmpty())
                .toList();
        return new Found(all.stream().limit(2).toList(), all.size() > 2);
    }

    /** As views that show for a while what was before. */
    private Kept kept(String id) {
        long before = queriesBehind-- > 0 ? -1 : expired.getOrDefault(id, -1L);
        long upTo = Math.min(over.get(id), before + FindExpired.MOST_MESSAGES);
        return new Kept(
                new ConversationId(id),
                upTo,
                LongStream.rangeClosed(before + 1, upTo).boxed().toList(),
                keptFrom);
    }

    private ConversationOutcome expire(ExpireMessages command) {
        Long before = expired.put(command.conversation().value(), command.upTo());
        carriedOut.add(command);
        return new ConversationOutcome.Done(before == null || before < command.upTo());
    }

    private Sweeper sweeper(Instant now) {
        return new Sweeper(
                new Commands(
                        DefaultCommandGateway.builder().commandBus(commands).build(), Duration.ofSeconds(5)),
                DefaultQueryGateway.builder().queryBus(queries).build(),
                keys,
                Retention.FOREVER,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void everythingThatIsOverExpiresPageByPage() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            over.put(id, 3L);
        }
        over.put("c", 2L * FindExpired.MOST_MESSAGES + 7);
        sweeper(NOW).sweep();

        assertThat(expired).isEqualTo(over);
        assertThat(carriedOut)
                .filteredOn(command -> command.conversation().value().equals("c"))
                .hasSize(3);
    }

    @Test
    void viewsThatAreBehindAreWaitedFor() {
        over.put("a", FindExpired.MOST_MESSAGES + 7L);
        queriesBehind = 10;
        sweeper(NOW).sweep();

        assertThat(expired).isEqualTo(over);
    }

    @Test
    void daysOfWhichNothingIsKeptBecomeUnreadable() {
        ConversationId conversation = new ConversationId("a");
        over.put("a", -1L);
        keys.make(conversation, NOW);
        Sealed text = new Sealer(people, keys, Clock.fixed(NOW, ZoneOffset.UTC)).seal(ALICE, conversation, "hello");
        Sealer reader = new Sealer(people, keys, Clock.systemUTC());

        sweeper(NOW.plus(DAY)).sweep();
        assertThat(reader.open(text)).as("an entry of that day is kept").contains("hello");
        keptFrom = NOW.plus(DAY);
        sweeper(NOW.plus(DAY)).sweep();
        assertThat(reader.open(text)).isEmpty();
    }
}
