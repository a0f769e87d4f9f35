package io.parley.projections.view;

import io.parley.api.id.ConversationId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import io.parley.api.moderation.GetReports.Report;
import io.parley.api.moderation.ReportEvent.MessageReported;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Documents of {@link View#REPORTS}: one a report, and the queue, which knows them all. */
public final class ReportDocument {
    public static final String QUEUE = "queue";
    public static final String REPORTED = "o";
    public static final String RESOLVED = "x";

    private ReportDocument() {}

    public static Document of(MessageReported event) {
        Document document = new Document("c", event.conversation().value())
                .append("s", event.seq())
                .append("f", event.author().value())
                .append("u", event.by().value())
                .append("t", event.time().toEpochMilli());
        if (event.body() != null) {
            document.append("b", SealedDocument.of(event.body()));
        }
        if (event.reason() != null) {
            document.append("r", SealedDocument.of(event.reason()));
        }
        return document;
    }

    public static Report read(Document document) {
        Document body = document.get("b", Document.class);
        Document reason = document.get("r", Document.class);
        return new Report(
                new ReportId(document.getString("_id")),
                new ConversationId(document.getString("c")),
                document.getLong("s"),
                new UserId(document.getString("f")),
                new UserId(document.getString("u")),
                body == null ? null : SealedDocument.read(body),
                reason == null ? null : SealedDocument.read(reason),
                Instant.ofEpochMilli(document.getLong("t")));
    }

    /** Ids of the reports that nobody resolved, the oldest first. */
    public static List<String> open(@Nullable Document queue) {
        if (queue == null) {
            return List.of();
        }
        Document resolved = queue.get(RESOLVED, new Document());
        return queue.get(REPORTED, new Document()).entrySet().stream()
                .filter(report -> !resolved.containsKey(report.getKey()))
                .sorted(Map.Entry.comparingByValue((one, other) -> Long.compare((Long) one, (Long) other)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
