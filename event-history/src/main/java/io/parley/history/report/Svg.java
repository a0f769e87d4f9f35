package io.parley.history.report;

import java.util.Locale;

/** Writes one drawing. */
final class Svg {
    static final int WIDTH = 720;
    static final int HEIGHT = 260;

    private final StringBuilder out = new StringBuilder();

    Svg(String description) {
        this(description, HEIGHT);
    }

    Svg(String description, int height) {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, escaped(description));
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotations are not on the class path
    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    void text(String style, double x, double y, String text) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escaped(text));
    }

    /** @param tip what is shown under the pointer */
    void bar(String style, double x, double y, double width, double height, String tip) {
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"><title>%s</title></rect>",
                style, x, y, Math.max(0.5, width), Math.max(0, height), escaped(tip));
    }

    void cell(double x, double y, double width, double height, double strength, String tip) {
        add(
                "<rect class=\"cell\" style=\"fill-opacity:%.3f\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\"><title>%s</title></rect>",
                strength, x, y, width, height, escaped(tip));
    }

    void dot(String style, double x, double y, String tip) {
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>",
                style, x, y, escaped(tip));
    }

    void path(String style, String path) {
        add("<path class=\"%s\" d=\"%s\"/>", style, path);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }
}
