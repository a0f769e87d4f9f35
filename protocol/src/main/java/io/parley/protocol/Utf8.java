package io.parley.protocol;

/** Sizes of text on the wire, without encoding it. */
public final class Utf8 {
    private Utf8() {}

    /** Bytes that the text takes in UTF-8; -1 where a surrogate stands alone, which UTF-8 cannot say. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) continue;
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    /** Whether every surrogate has its other half. */
    public static boolean isWellFormed(String text) {
        return length(text) >= 0;
    }
}
