package io.parley.assets.scan;

import java.io.IOException;
import java.io.InputStream;

/** Looks into what is uploaded. Thread-safe. */
public interface Scanner {
    /** Lets everything pass. */
    Scanner NONE = bytes -> new Clean();

    sealed interface Verdict permits Clean, Infected, TooLarge {}

    record Clean() implements Verdict {}

    /** @param what the scanner's name of it */
    record Infected(String what) implements Verdict {}

    /** More than the scanner looks into. */
    record TooLarge() implements Verdict {}

    /** @throws IOException where nobody could say: then it may not be taken for clean */
    Verdict scan(InputStream bytes) throws IOException;
}
