package io.parley.projections.view;

import io.parley.api.asset.Attachment;
import io.parley.api.id.AssetId;
import org.bson.Document;

/** An attachment in a document of {@link View#ENTRIES}. */
final class AttachmentDocument {
    private AttachmentDocument() {}

    static Document of(Attachment attachment) {
        Document document = new Document("i", attachment.asset().value())
                .append("t", attachment.type())
                .append("s", attachment.size())
                .append("n", SealedDocument.of(attachment.name()));
        if (attachment.width() != null && attachment.height() != null) {
            document.append("w", attachment.width()).append("h", attachment.height());
        }
        return document;
    }

    static Attachment read(Document document) {
        return new Attachment(
                new AssetId(document.getString("i")),
                document.getString("t"),
                document.getLong("s"),
                SealedDocument.read(document.get("n", Document.class)),
                document.getInteger("w"),
                document.getInteger("h"));
    }
}
