package io.parley.bench.xmpp;

/** Finds single things in the server's stanzas without parsing them: each is whole, in a WebSocket message of its own. */
final class Stanza {
    private Stanza() {}

    /** The name of the outermost element. */
    static String name(String stanza) {
        if (stanza.isEmpty() || stanza.charAt(0) != '<') {
            throw new IllegalArgumentException("not a stanza: " + stanza);
        }
        int end = 1;
        while (end < stanza.length() && " />".indexOf(stanza.charAt(end)) < 0) {
            end++;
        }
        return stanza.substring(1, end);
    }

    static boolean has(String stanza, String element) {
        return start(stanza, element) >= 0;
    }

    /** @return an attribute of the first such element; empty if it has none of that name */
    static String attribute(String stanza, String element, String attribute) {
        int from = start(stanza, element);
        if (from < 0) {
            throw new IllegalArgumentException("no <" + element + "> in " + stanza);
        }
        int end = stanza.indexOf('>', from);
        int at = stanza.indexOf(" " + attribute + "=", from);
        if (at < 0 || at > end) {
            return "";
        }
        int open = at + attribute.length() + 2;
        return stanza.substring(open + 1, stanza.indexOf(stanza.charAt(open), open + 1));
    }

    /** @return the text of the first such element; empty if there is none */
    static String text(String stanza, String element) {
        int from = start(stanza, element);
        if (from < 0) {
            return "";
        }
        int open = stanza.indexOf('>', from) + 1;
        int close = stanza.indexOf('<', open);
        return stanza.substring(open, close);
    }

    private static int start(String stanza, String element) {
        String tag = "<" + element;
        int at = stanza.indexOf(tag);
        while (at >= 0) {
            int end = at + tag.length();
            if (end < stanza.length() && " />".indexOf(stanza.charAt(end)) >= 0) {
                return at;
            }
            at = stanza.indexOf(tag, end);
        }
        return -1;
    }
}
