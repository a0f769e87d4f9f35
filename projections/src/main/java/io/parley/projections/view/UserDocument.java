package io.parley.projections.view;

import org.bson.Document;

/** Documents of {@link View#USERS}. */
public final class UserDocument {
    public static final String ERASED = "e";

    private UserDocument() {}

    public static boolean isErased(Document user) {
        return user.containsKey(ERASED);
    }
}
