package io.parley.query.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.api.conversation.Retention;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.ConversationId;
import io.parley.api.id.RetentionId;
import io.parley.api.retention.FindExpired;
import io.parley.api.retention.FindExpired.Found;
import io.parley.api.retention.FindExpired.Kept;
import io.parley.api.retention.FindExpired.Scope;
import io.parley.api.retention.MessagesExpired;
import io.parley.projections.conversation.ConversationProjection;
import io.parley.projections.conversation.ConversationStates;
import io.parley.projections.view.Views;
import io.parley.query.retention.Expirations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message's seq says how many seconds after the start it was sent. */
class ExpirationsTest {
    private static final int MESSAGES = 20;

    private QueriedViews views;
    private Expirations expirations;
    private Batches projection;
    private long position;
    private final Story story = new Story();

    @BeforeEach
    void open() throws IOException {
        views = new QueriedViews();
        expirations = new Expirations(views.database, new Views(views.database));
        projection = new Batches(
                views.database, new ConversationProjection(new ConversationStates(views.database)), any -> {});
        tell(story);
    }

    @AfterEach
    void close() throws IOException {
        views.close();
    }

    private void tell(Story told) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        events.add(told.started());
        for (int i = 0; i < MESSAGES; i++) {
            events.add(told.message(told.one()));
        }
        handle(events);
    }

    private void handle(List<DomainEventMessage<?>> events) {
        projection.handle(position, events);
        position += events.size();
    }

    private void choose(Story told, long seconds, Long messages) {
        Retention retention = new Retention(seconds == 0 ? null : seconds, messages);
        long seq = told.seq() + 1;
        handle(List.of(new GenericDomainEventMessage<>(
                "Conversation",
                told.conversation().value(),
                seq,
                new RetentionChanged(told.conversation(), told.one(), retention, Story.at(MESSAGES + 1)))));
    }

    private void expire(long upTo) {
        handle(List.of(new GenericDomainEventMessage<>(
                "Expiry",
                RetentionId.of(story.conversation()).value(),
                0,
                new MessagesExpired(story.conversation(), upTo, List.of(upTo), Story.at(100)))));
    }

    private Found find(Scope scope, Instant now, Retention atMost, ConversationId after, int limit) {
        return expirations.handle(new FindExpired(now, atMost, scope, after, limit));
    }

    private List<Kept> chosen(Instant now) {
        return find(Scope.CHOSEN_AND_OVER, now, Retention.FOREVER, null, 10).conversations();
    }

    @Test
    void nothingIsOverWhereNobodyChose() {
        assertThat(chosen(Story.at(1_000_000))).isEmpty();
        assertThat(find(Scope.ALL, Story.at(1_000_000), Retention.FOREVER, null, 10)
                        .conversations())
                .isEmpty();
    }

    @Test
    void whatIsOlderThanTheTimeIsOver() {
        choose(story, 10, null);

        assertThat(chosen(Story.at(11))).isEmpty();
        assertThat(chosen(Story.at(16))).singleElement().satisfies(kept -> {
            assertThat(kept.upTo()).isEqualTo(5);
            assertThat(kept.messages()).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(kept.from()).isEqualTo(Story.at(6));
        });
        assertThat(chosen(Story.at(1_000))).singleElement().satisfies(kept -> {
            assertThat(kept.messages()).hasSize(MESSAGES);
            assertThat(kept.from()).isEqualTo(Story.at(1_000));
        });
    }

    @Test
    void whatIsBelowTheCountIsOver() {
        choose(story, 0, 3L);

        assertThat(chosen(Story.at(0))).singleElement().satisfies(kept -> {
            assertThat(kept.messages()).hasSize(MESSAGES - 3).endsWith(17L);
            assertThat(kept.upTo()).isEqualTo(17);
        });
    }

    @Test
    void whatHasExpiredIsNotFoundAgain() {
        choose(story, 0, 3L);
        expire(16);

        assertThat(chosen(Story.at(0)))
                .singleElement()
                .satisfies(kept -> assertThat(kept.messages()).containsExactly(17L));
        expire(17);
        assertThat(chosen(Story.at(0))).isEmpty();
    }

    @Test
    void whatAServerKeepsAtMostIsForAllAndTheLessOfBoth() {
        Story other = new Story();
        tell(other);
        choose(story, 10, null);
        Retention fiveAtMost = new Retention(null, 5L);

        assertThat(find(Scope.ALL, Story.at(12), fiveAtMost, null, 10).conversations())
                .extracting(Kept::conversation, Kept::upTo)
                .containsExactlyInAnyOrder(tuple(story.conversation(), 15L), tuple(other.conversation(), 15L));
        assertThat(find(Scope.ALL, Story.at(28), fiveAtMost, null, 10).conversations())
                .extracting(Kept::conversation, Kept::upTo)
                .containsExactlyInAnyOrder(tuple(story.conversation(), 17L), tuple(other.conversation(), 15L));
    }

    @Test
    void pagesAreInTheOrderOfTheIds() {
        List<Story> stories = List.of(new Story(), new Story(), new Story());
        stories.forEach(this::tell);
        stories.forEach(one -> choose(one, 0, 3L));
        List<ConversationId> seen = new ArrayList<>();
        Found page = find(Scope.CHOSEN_AND_OVER, Story.at(0), Retention.FOREVER, null, 1);
        page.conversations().forEach(kept -> seen.add(kept.conversation()));
        while (page.more()) {
            page = find(Scope.CHOSEN_AND_OVER, Story.at(0), Retention.FOREVER, seen.getLast(), 1);
            page.conversations().forEach(kept -> seen.add(kept.conversation()));
        }

        assertThat(seen).hasSize(3).isSortedAccordingTo(Comparator.comparing(ConversationId::value));
    }

    @Test
    void longHistoriesExpireInParts() {
        Story longOne = new Story();
        List<DomainEventMessage<?>> events = new ArrayList<>();
        events.add(longOne.started());
        for (int i = 0; i < FindExpired.MOST_MESSAGES + 50; i++) {
            events.add(longOne.message(longOne.other()));
        }
        handle(events);
        choose(longOne, 0, 1L);

        assertThat(chosen(Story.at(0)))
                .singleElement()
                .satisfies(kept -> assertThat(kept.upTo()).isEqualTo(FindExpired.MOST_MESSAGES - 1L));
    }
}
