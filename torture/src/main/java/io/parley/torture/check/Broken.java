package io.parley.torture.check;

import java.util.List;

/** A promise was broken: what was found, a sentence each. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 20;

    public Broken(List<String> findings) {
        super(text(findings));
    }

    private static String text(List<String> findings) {
        String shown = String.join("\n  ", findings.subList(0, Math.min(SHOWN, findings.size())));
        String more = findings.size() > SHOWN ? "\n  and " + (findings.size() - SHOWN) + " more" : "";
        return findings.size() + " broken promises:\n  " + shown + more;
    }
}
