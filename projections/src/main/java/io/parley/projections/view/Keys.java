package io.parley.projections.view;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;

/** The {@code _id}s of the views' documents. */
public final class Keys {
    /** Seqs whose points share a document: a member's answer to "when was it read" is one look-up. */
    public static final int POINTS_PER_BUCKET = 16;

    private Keys() {}

    public static String entry(ConversationId conversation, long seq) {
        return conversation.value() + ':' + seq;
    }

    public static String membership(ConversationId conversation, UserId member) {
        return conversation.value() + ':' + member.value();
    }

    public static String receipts(ConversationId conversation, UserId member) {
        return conversation.value() + ':' + member.value();
    }

    public static String settings(ConversationId conversation, UserId user) {
        return conversation.value() + ':' + user.value();
    }

    public static String uploads(UserId owner) {
        return "of:" + owner.value();
    }

    public static String noticed(ConversationId conversation, UserId user) {
        return "noticed:" + conversation.value() + ':' + user.value();
    }

    public static String receiptPoints(ConversationId conversation, UserId member, long seq) {
        return receipts(conversation, member) + ':' + bucket(seq);
    }

    public static long bucket(long seq) {
        return seq / POINTS_PER_BUCKET;
    }
}
