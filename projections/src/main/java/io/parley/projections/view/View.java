package io.parley.projections.view;

/**
 * The views; their documents are laid out in the package's documentation. Views that a batch writes together share a collection, where their
 * {@code _id}s cannot meet: a batch then costs one bulk write a collection, in this order: a head is never ahead of its members.
 */
public enum View {
    MEMBERS("members"),
    MEMBERSHIPS("members"),
    GROUPS("groups"),
    INBOX("inbox"),
    HEADS("conversations"),
    ENTRIES("conversations"),
    RECEIPTS("receipts"),
    RECEIPT_POINTS("receipts"),
    USERS("users"),
    HANDLES("handles"),
    DEVICES("devices"),
    LAST_SEEN("last_seen"),
    SETTINGS("settings"),
    NOTICED("settings"),
    RETENTION("retention"),
    REPORTS("reports"),
    ASSETS("assets"),
    UPLOADS("assets"),
    ERASURES("erasures");

    private final String collection;

    View(String collection) {
        this.collection = collection;
    }

    public String collection() {
        return collection;
    }
}
