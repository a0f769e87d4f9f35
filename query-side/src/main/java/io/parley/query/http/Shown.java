package io.parley.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.Sealed;
import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.People;
import io.parley.api.account.user.Person;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.SyncInbox;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
import io.parley.sealing.Sealer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens what the views hold sealed, for the person who asked. */
public final class Shown {
    private final Function<FindPeople, People> people;
    private final Sealer sealer;

    public Shown(Function<FindPeople, People> people, Sealer sealer) {
        this.people = people;
        this.sealer = sealer;
    }

    /** As in frames; {@code body} is null where the kind has none, or where it was erased. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            long seq,
            String kind,
            String from,
            @Nullable String device,
            @Nullable String mid,
            @Nullable String body,
            @Nullable Long target,
            @Nullable Long replyTo,
            @Nullable List<String> mentions,
            @Nullable List<ShownAttachment> attachments,
            @Nullable List<String> about,
            @Nullable KeptFor retention,
            @Nullable Instant edited,
            @Nullable Instant deleted,
            @Nullable List<ShownReaction> reactions,
            Instant time) {}

    /** @param body null where it was erased */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownReaction(String user, @Nullable String body) {}

    /**
     * @param name of the file; null where it was erased
     * @param width and {@code height}: of a picture, in pixels; null for anything else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownAttachment(
            String asset,
            String type,
            long size,
            @Nullable String name,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /**
     * @param handle and {@code name}: null where they are not known yet, or were erased
     * @param avatar asset of a picture; null for none
     */
    record Member(
            String user,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String avatar) {
        static Member unknown(UserId user) {
            return new Member(user.value(), null, null, null);
        }
    }

    /** How long messages are kept: since they were sent, and how many; null where there is no end, or no limit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeptFor(@Nullable Long seconds, @Nullable Long messages) {}

    static @Nullable KeptFor retention(@Nullable Retention retention) {
        return retention == null ? null : new KeptFor(retention.seconds(), retention.messages());
    }

    /** A group's picture: to be fetched with its conversation and this seq. */
    record Picture(String asset, long seq) {}

    static Picture picture(SyncInbox.Picture picture) {
        return new Picture(picture.asset().value(), picture.seq());
    }

    /** @param mutedUntil null where it is not muted */
    record OwnSettings(
            @Nullable Instant mutedUntil,
            boolean archived,
            boolean pinned,
            boolean unread,
            @Nullable String draft) {}

    OwnSettings settings(Settings settings) {
        return new OwnSettings(
                settings.mutedUntil(),
                settings.archived(),
                settings.pinned(),
                settings.unread(),
                text(settings.draft()));
    }

    Entry entry(EntryView entry) {
        return new Entry(
                entry.seq(),
                entry.kind(),
                entry.from().value(),
                entry.device() == null ? null : entry.device().value(),
                entry.mid() == null ? null : entry.mid().toString(),
                open(entry.body()),
                entry.target(),
                entry.replyTo(),
                each(entry.mentions(), UserId::value),
                each(entry.attachments(), this::attachment),
                each(entry.about(), UserId::value),
                retention(entry.retention()),
                entry.since().edited(),
                entry.since().deleted(),
                each(entry.since().reactions(), this::reaction),
                entry.time());
    }

    private static <F, T> @Nullable List<T> each(List<F> from, Function<F, T> shown) {
        return from.isEmpty() ? null : from.stream().map(shown).toList();
    }

    private ShownReaction reaction(EntryView.Reaction reaction) {
        return new ShownReaction(reaction.user().value(), open(reaction.body()));
    }

    private ShownAttachment attachment(Attachment attachment) {
        return new ShownAttachment(
                attachment.asset().value(),
                attachment.type(),
                attachment.size(),
                open(attachment.name()),
                attachment.width(),
                attachment.height());
    }

    /** Null where there is none, or where it was erased. */
    @Nullable
    String text(@Nullable Sealed sealed) {
        return open(sealed);
    }

    /** How those people are called. */
    Map<UserId, Member> members(Collection<UserId> users) {
        Map<UserId, Member> members = new HashMap<>();
        Iterator<UserId> left = Set.copyOf(users).iterator();
        while (left.hasNext()) {
            Set<UserId> some = new HashSet<>();
            while (left.hasNext() && some.size() < FindPeople.MAX_USERS) {
                some.add(left.next());
            }
            for (Person person : people.apply(new FindPeople(some)).people()) {
                members.put(person.user(), member(person));
            }
        }
        return members;
    }

    private Member member(Person person) {
        return new Member(
                person.user().value(),
                open(person.readableHandle()),
                open(person.name()),
                person.avatar() == null ? null : person.avatar().value());
    }

    private @Nullable String open(@Nullable Sealed sealed) {
        return sealed == null ? null : sealer.open(sealed).orElse(null);
    }
}
