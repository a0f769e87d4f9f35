package io.parley.bench.scale;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A Markdown table that can be read in a terminal, too. */
final class Table {
    private static final MathContext DIGITS = new MathContext(2);
    private static final double TENTH = 0.1;

    private static final int NARROWEST = 3;

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> text;

    /** Of which the first column is text and the others are numbers. */
    Table(List<String> heads) {
        this(heads, Set.of(0));
    }

    /** @param text columns that are text */
    Table(List<String> heads, Set<Integer> text) {
        this.text = text;
        rows.add(heads);
    }

    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells + " do not fit " + rows.getFirst());
        }
        rows.add(cells);
    }

    /** Two digits are all that an extrapolation is good for. */
    static String rounded(double value) {
        if (Double.isInfinite(value)) {
            return "never";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return Math.abs(value) >= TENTH * 100
                ? String.format(Locale.ROOT, "%,.0f", rounded)
                : rounded.stripTrailingZeros().toPlainString();
    }

    static String rounded(long value) {
        return rounded((double) value);
    }

    static String percent(double share) {
        return rounded(share * 100) + " %";
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                boolean open = i == columns - 1 && text.contains(i);
                widths[i] = open
                        ? NARROWEST
                        : Math.max(Math.max(widths[i], NARROWEST), row.get(i).length());
            }
        }
        StringBuilder all = new StringBuilder(line(rows.getFirst(), widths));
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            rule.add("-".repeat(widths[i] - 1) + (text.contains(i) ? "-" : ":"));
        }
        all.append(line(rule, widths));
        rows.subList(1, rows.size()).forEach(row -> all.append(line(row, widths)));
        return all.toString();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
            line.append("| ")
                    .append(text.contains(i) ? row.get(i) + space : space + row.get(i))
                    .append(' ');
        }
        return line.append('|').append(System.lineSeparator()).toString();
    }
}
