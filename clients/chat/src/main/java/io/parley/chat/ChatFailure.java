package io.parley.chat;

/** Why the chat cannot go on, in one sentence for the person. */
final class ChatFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChatFailure(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
