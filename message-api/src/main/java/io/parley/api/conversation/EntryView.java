package io.parley.api.conversation;

import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.GroupEvent.GroupPictured;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation as the views hold it, its body still sealed.
 *
 * @param kind {@code started} or {@code message}, what happened to a message: {@code edited}, {@code deleted}, {@code reacted}, what one of
 *     two people decided about the other: {@code blocked}, {@code unblocked}, {@code agreed}, or what happened to a group: {@code created}, {@code renamed}, {@code pictured}, {@code added}, {@code invited}, {@code accepted}, {@code declined}, {@code withdrawn},
 *     {@code removed}, {@code left}, {@code promoted}, {@code demoted}; {@code retention}, {@code hidden} for what is not the viewer's to know
 * @param device and {@code mid}: null for all but messages and what happened to them
 * @param body a message's newest text; what it was edited to, or a reaction, as long as no later one took its place; the reason of a deletion;
 *     the title of a group that was created or renamed; null elsewhere
 * @param target seq of the message that it happened to; null elsewhere
 * @param replyTo seq of the entry that a message answers; null elsewhere
 * @param mentions whom a message addresses by name
 * @param attachments of a message, or the picture that a group was given; empty elsewhere
 * @param about whom it happened to, where that is not {@code from} alone; empty elsewhere
 * @param retention how long messages are kept from then on, where that was changed; null elsewhere
 * @param since what became of a message since it was sent
 */
public record EntryView(
        long seq,
        String kind,
        UserId from,
        @Nullable DeviceId device,
        @Nullable UUID mid,
        @Nullable Sealed body,
        @Nullable Long target,
        @Nullable Long replyTo,
        List<UserId> mentions,
        List<Attachment> attachments,
        List<UserId> about,
        @Nullable Retention retention,
        Since since,
        Instant time) {
    public static final String HIDDEN = "hidden";

    /**
     * @param edited when last; null for never
     * @param deleted null where it is still there; then it has neither body nor attachments nor reactions
     * @param reactions one a person, the newest last; of many, the newest
     */
    public record Since(@Nullable Instant edited, @Nullable Instant deleted, List<Reaction> reactions) {
        public static final Since NOTHING = new Since(null, null, List.of());
    }

    public record Reaction(UserId user, Sealed body) {}

    /** Something that is no message and did not happen to one. */
    public static EntryView of(
            long seq, String kind, UserId from, @Nullable Sealed body, List<UserId> about, Instant time) {
        return happened(seq, kind, from, body, List.of(), about, null, time);
    }

    private static EntryView happened(
            long seq,
            String kind,
            UserId from,
            @Nullable Sealed body,
            List<Attachment> attachments,
            List<UserId> about,
            @Nullable Retention retention,
            Instant time) {
        return new EntryView(
                seq,
                kind,
                from,
                null,
                null,
                body,
                null,
                null,
                List.of(),
                attachments,
                about,
                retention,
                Since.NOTHING,
                time);
    }

    /** An entry that is not the viewer's to know; it says no more than that there is one. */
    public static EntryView hidden(long seq, UserId viewer, Instant time) {
        return of(seq, HIDDEN, viewer, null, List.of(), time);
    }

    public static EntryView of(RetentionChanged changed, long seq) {
        return happened(
                seq, "retention", changed.by(), null, List.of(), List.of(), changed.retention(), changed.time());
    }

    public static EntryView of(GroupPictured pictured, long seq) {
        List<Attachment> picture = pictured.picture() == null ? List.of() : List.of(pictured.picture());
        return happened(seq, "pictured", pictured.by(), null, picture, List.of(), null, pictured.time());
    }

    public static EntryView of(MessageSent sent, long seq) {
        return new EntryView(
                seq,
                "message",
                sent.from(),
                sent.device(),
                sent.mid(),
                sent.body(),
                null,
                sent.replyTo(),
                sent.mentions(),
                sent.attachments(),
                List.of(),
                null,
                Since.NOTHING,
                sent.time());
    }

    /** @param body what it was changed to, or why; null where there is no such thing */
    public static EntryView of(MessageChange change, long seq, String kind, @Nullable Sealed body) {
        return new EntryView(
                seq,
                kind,
                change.by(),
                change.device(),
                change.mid(),
                body,
                change.target(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Since.NOTHING,
                change.time());
    }

    public EntryView withBody(@Nullable Sealed other) {
        return new EntryView(
                seq,
                kind,
                from,
                device,
                mid,
                other,
                target,
                replyTo,
                mentions,
                attachments,
                about,
                retention,
                since,
                time);
    }
}
