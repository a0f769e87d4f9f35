package io.parley.bench.load;

/** Finds single fields in the server's frames without parsing them: it writes {@code t} first and no blanks. */
public final class FrameText {
    private static final String TYPE = "{\"t\":\"";

    private FrameText() {}

    public static String type(String frame) {
        if (!frame.startsWith(TYPE)) {
            throw new IllegalArgumentException("a frame without its type first");
        }
        return frame.substring(TYPE.length(), frame.indexOf('"', TYPE.length()));
    }

    /** The integer behind that name, from that place on. */
    public static long number(String frame, String name, int from) {
        int at = frame.indexOf(name, from);
        if (at < 0) {
            throw new IllegalArgumentException("a frame without " + name);
        }
        int start = at + name.length();
        int end = start;
        while (end < frame.length() && (Character.isDigit(frame.charAt(end)) || frame.charAt(end) == '-')) {
            end++;
        }
        return Long.parseLong(frame, start, end, 10);
    }

    /** How often that text stands in the frame. */
    public static int count(String frame, String text) {
        int count = 0;
        for (int at = frame.indexOf(text); at >= 0; at = frame.indexOf(text, at + text.length())) {
            count++;
        }
        return count;
    }
}
