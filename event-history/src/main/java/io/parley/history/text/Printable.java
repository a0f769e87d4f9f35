package io.parley.history.text;

/** What people wrote must not steer the terminal of whoever reads it. */
public final class Printable {
    private Printable() {}

    /** Control characters, and those that turn the direction of writing, as {@code \}{@code u001b}; line breaks as {@code \n}. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                safe.append("\\n");
            } else if (Character.isISOControl(point)
                    || (Character.getType(point) == Character.FORMAT && point != 0x200D)
                    || Character.getType(point) == Character.SURROGATE) {
                safe.append("\\u").append(String.format("%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
