package io.parley.edge.entry;

import io.parley.api.Sealed;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.Retention;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.settings.Settings;
import io.parley.protocol.OwnSettings;
import io.parley.protocol.ServerFrame;
import io.parley.sealing.Sealer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the views hold sealed as clients see it, opened. */
public final class EntryFrames {
    private final Sealer sealer;

    public EntryFrames(Sealer sealer) {
        this.sealer = sealer;
    }

    public ServerFrame.Entry entry(EntryView entry) {
        EntryView.Since since = entry.since();
        return new ServerFrame.Entry(
                entry.seq(),
                entry.kind(),
                entry.from().value(),
                device(entry.device()),
                entry.mid(),
                open(entry.body()),
                entry.target(),
                entry.replyTo(),
                each(entry.mentions(), UserId::value),
                each(entry.attachments(), this::attachment),
                each(entry.about(), UserId::value),
                retention(entry.retention()),
                since.edited(),
                since.deleted(),
                each(since.reactions(), this::reaction),
                entry.time());
    }

    /** As it is pushed when it is new. */
    public ServerFrame.Message message(ConversationId conversation, EntryView entry) {
        return new ServerFrame.Message(
                conversation.value(),
                entry.seq(),
                entry.kind(),
                entry.from().value(),
                device(entry.device()),
                entry.mid(),
                open(entry.body()),
                entry.target(),
                entry.replyTo(),
                each(entry.mentions(), UserId::value),
                each(entry.attachments(), this::attachment),
                each(entry.about(), UserId::value),
                retention(entry.retention()),
                entry.time());
    }

    public static ServerFrame.@Nullable Retention retention(@Nullable Retention retention) {
        return retention == null ? null : new ServerFrame.Retention(retention.seconds(), retention.messages());
    }

    private static @Nullable String device(@Nullable DeviceId device) {
        return device == null ? null : device.value();
    }

    private ServerFrame.Reaction reaction(EntryView.Reaction reaction) {
        return new ServerFrame.Reaction(reaction.user().value(), open(reaction.body()));
    }

    private ServerFrame.Attachment attachment(Attachment attachment) {
        return new ServerFrame.Attachment(
                attachment.asset().value(),
                attachment.type(),
                attachment.size(),
                open(attachment.name()),
                attachment.width(),
                attachment.height());
    }

    public OwnSettings settings(Settings settings) {
        return new OwnSettings(
                settings.mutedUntil(),
                settings.archived(),
                settings.pinned(),
                settings.unread(),
                open(settings.draft()));
    }

    /** Null where it was erased, or where there is none. */
    public @Nullable String open(@Nullable Sealed sealed) {
        return sealed == null ? null : sealer.open(sealed).orElse(null);
    }

    /** Null for none: frames leave out what is empty. */
    private static <F, T> @Nullable List<T> each(List<F> from, Function<F, T> frame) {
        return from.isEmpty() ? null : from.stream().map(frame).toList();
    }
}
