package io.parley.projections.view;

import io.parley.api.Sealed;
import org.bson.Document;

/** How a sealed text stands in a view. */
public final class SealedDocument {
    private SealedDocument() {}

    public static Document of(Sealed sealed) {
        Document document = new Document("k", sealed.keyId());
        if (sealed.period() != null) {
            document.append("p", sealed.period());
        }
        return document.append("n", sealed.nonce()).append("c", sealed.ct());
    }

    public static Sealed read(Document document) {
        return new Sealed(
                document.getString("k"), document.getString("p"), document.getString("n"), document.getString("c"));
    }
}
