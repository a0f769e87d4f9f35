package io.parley.chat;

import java.util.Optional;
import org.jline.utils.AttributedString;

/** Where lines come from and go to. Printing is thread-safe. */
interface Screen extends AutoCloseable {
    /** Whether a person sits there, who sees old messages and status with pleasure. */
    boolean isPersonal();

    void print(AttributedString line);

    /** Changes what stands before the cursor. */
    void prompt(AttributedString prompt);

    /** Waits for the next line; empty at the end. */
    Optional<String> readLine();

    /** Empty where nobody can be asked. */
    Optional<String> askSecret(String question);

    boolean confirm(String question);

    @Override
    void close();
}
