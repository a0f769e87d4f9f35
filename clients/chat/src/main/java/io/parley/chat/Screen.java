package io.parley.chat;

import org.jspecify.annotations.Nullable;

/** Where the person reads and writes. Lines may be shown from any thread. */
interface Screen extends AutoCloseable {
    void show(String line);

    /** Something less important than a message. */
    void note(String line);

    /** What comes in front of the next line that is typed. */
    void prompt(String prompt);

    /** The next line; null at the end of the input. */
    @Nullable
    String read();

    /** A line that nobody sees; null where there is nobody to ask. */
    @Nullable
    String readSecret(String question);

    /** Whether the person says yes; false where there is nobody to ask. */
    boolean confirm(String question);

    /** Whether a person sits there, who leaves when they want to. */
    boolean isInteractive();

    @Override
    void close();
}
