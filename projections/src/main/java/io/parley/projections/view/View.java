package io.parley.projections.view;

import java.util.Locale;

/** The views, one collection each; their documents are laid out in the package's documentation. */
public enum View {
    ENTRIES,
    HEADS,
    MEMBERS,
    INBOX,
    RECEIPTS,
    RECEIPT_POINTS,
    USERS,
    HANDLES,
    DEVICES;

    public String collection() {
        return name().toLowerCase(Locale.ROOT);
    }
}
