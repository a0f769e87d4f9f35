package io.parley.history.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.history.source.HistoryException;
import io.parley.history.text.Printable;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a query gives. */
public final class Answer {
    /** Of a table on the terminal at most so many rows, so that its columns can be as wide as what is in them. */
    public static final int TABLE_ROWS = 1_000;

    public enum Form {
        TABLE,
        CSV,
        JSON
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answer() {}

    /** @throws HistoryException with what DuckDB says where the query is none */
    public static void write(Database database, String sql, Form form, PrintWriter out) {
        try (Statement statement = database.duck().connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            switch (form) {
                case TABLE -> table(rows, out);
                case CSV -> csv(rows, out);
                case JSON -> json(rows, out);
            }
        } catch (SQLException e) {
            throw new HistoryException(
                    "The query failed: "
                            + Printable.of(String.valueOf(e.getMessage()).strip()) + ".",
                    e);
        }
    }

    private static void table(ResultSet rows, PrintWriter out) throws SQLException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(names(rows.getMetaData()));
        boolean more = rows.next();
        while (more && lines.size() <= TABLE_ROWS) {
            lines.add(values(rows).stream().map(Answer::cell).toList());
            more = rows.next();
        }
        int[] widths = new int[lines.getFirst().size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        for (int i = 0; i < lines.size(); i++) {
            out.println(padded(lines.get(i), widths).stripTrailing());
            if (i == 0) {
                out.println(rule(widths));
            }
        }
        out.println(
                more
                        ? "(the first " + TABLE_ROWS + " rows; --format csv or json gives all)"
                        : "(" + (lines.size() - 1) + " rows)");
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder padded = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            padded.append(line.get(i)).repeat(" ", widths[i] - line.get(i).length() + 2);
        }
        return padded.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.repeat("─", width).append("  ");
        }
        return rule.toString().stripTrailing();
    }

    private static void csv(ResultSet rows, PrintWriter out) throws SQLException {
        out.println(csv(names(rows.getMetaData())));
        while (rows.next()) {
            out.println(csv(values(rows)));
        }
    }

    private static String csv(List<?> values) {
        List<String> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            String text = value == null ? "" : value.toString();
            cells.add(
                    text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                            ? '"' + text.replace("\"", "\"\"") + '"'
                            : text);
        }
        return String.join(",", cells);
    }

    private static void json(ResultSet rows, PrintWriter out) throws SQLException {
        List<String> names = names(rows.getMetaData());
        while (rows.next()) {
            ObjectNode line = JSON.createObjectNode();
            List<@Nullable Object> values = values(rows);
            for (int i = 0; i < names.size(); i++) {
                switch (values.get(i)) {
                    case null -> line.putNull(names.get(i));
                    case Number number -> line.set(names.get(i), JSON.valueToTree(number));
                    case Boolean flag -> line.put(names.get(i), flag);
                    case Object other -> line.put(names.get(i), other.toString());
                }
            }
            out.println(line);
        }
    }

    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnName(i));
        }
        return names;
    }

    private static List<@Nullable Object> values(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.add(value instanceof java.sql.Timestamp ? row.getObject(i, LocalDateTime.class) : value);
        }
        return values;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> String.format(java.util.Locale.ROOT, "%.1f", number);
            case Object other -> Printable.of(other.toString());
        };
    }
}
