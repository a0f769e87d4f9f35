package io.parley.history.report;

import io.parley.history.report.Plots.Line;
import io.parley.history.report.Plots.Point;
import io.parley.history.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One page that needs nothing else: numbers at the top, plots below. It holds no text that anybody wrote, and nobody's name. */
public final class Report {
    /** So that a plot is neither a point nor a brush. */
    private static final int BUCKETS = 48;

    private static final List<Integer> STEPS_SECONDS =
            List.of(1, 5, 15, 60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400);

    private final Database database;
    private final StringBuilder sections = new StringBuilder();
    private long step;
    private long span;

    private Report(Database database) {
        this.database = database;
    }

    /** @param asOf what the history it is made of ends with */
    public static String of(Database database, String asOf) throws SQLException, IOException {
        return new Report(database).page(asOf);
    }

    private String page(String asOf) throws SQLException, IOException {
        chooseStep();
        String numbers = numbers();
        latency(
                "How long a message takes to arrive",
                "deliveries",
                "delivery_ms",
                "from being sent to being delivered, each recipient by itself");
        latency(
                "How long a message stays unread",
                "reads",
                "read_ms",
                "from being sent to being read, each reader by themselves");
        week();
        sends();
        active();
        fanOut();
        String page = template();
        return page.replace("{{numbers}}", numbers)
                .replace("{{sections}}", sections)
                .replace("{{as-of}}", Svg.escaped(asOf));
    }

    private static String template() throws IOException {
        try (InputStream page = Report.class.getResourceAsStream("report.html")) {
            return new String(Objects.requireNonNull(page, "report.html").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void chooseStep() throws SQLException {
        database.duck()
                .each(
                        "SELECT coalesce(epoch(max(sent)) - epoch(min(sent)), 0) FROM messages",
                        row -> span = (long) row.getDouble(1));
        step = STEPS_SECONDS.stream()
                .filter(seconds -> span / seconds < BUCKETS)
                .findFirst()
                .orElse(365 * 86_400);
    }

    private String bucket(String time) {
        return "time_bucket(INTERVAL '" + step + " seconds', " + time + ")";
    }

    private String label(String bucket) {
        String format =
                step < 60 ? "%H:%M:%S" : step < 86_400 ? (span > 86_400 ? "%d.%m. %H:%M" : "%H:%M") : "%d.%m.%y";
        return "strftime(" + bucket + ", '" + format + "')";
    }

    private String numbers() throws SQLException {
        StringBuilder tiles = new StringBuilder();
        count(tiles, "messages", "SELECT count(*) FROM messages");
        count(tiles, "people who wrote", "SELECT count(DISTINCT sender) FROM messages");
        count(tiles, "conversations", "SELECT count(DISTINCT conversation) FROM memberships");
        count(tiles, "deliveries", "SELECT count(*) FROM deliveries");
        database.duck()
                .each(
                        "SELECT quantile_cont(delivery_ms, 0.5), quantile_cont(delivery_ms, 0.99) FROM deliveries",
                        row -> {
                            if (row.getObject(1) != null) {
                                tile(tiles, Scale.milliseconds(row.getDouble(1)), "median delivery");
                                tile(tiles, Scale.milliseconds(row.getDouble(2)), "99th percentile");
                            }
                        });
        return tiles.toString();
    }

    private void count(StringBuilder tiles, String what, String query) throws SQLException {
        database.duck().each(query, row -> tile(tiles, Scale.number(row.getDouble(1)), what));
    }

    private static void tile(StringBuilder tiles, String value, String what) {
        tiles.append("<div class=\"tile\"><b>")
                .append(Svg.escaped(value))
                .append("</b><span>")
                .append(Svg.escaped(what))
                .append("</span></div>\n");
    }

    private void latency(String title, String view, String column, String what) throws SQLException {
        Line p50 = new Line("p50", "a", new ArrayList<>());
        Line p95 = new Line("p95", "b", new ArrayList<>());
        Line p99 = new Line("p99", "c", new ArrayList<>());
        String bucket = bucket("sent");
        database.duck()
                .each(
                        "SELECT " + label("t") + ", p50, p95, p99 FROM (SELECT " + bucket + " AS t, quantile_cont("
                                + column
                                + ", 0.5) AS p50, quantile_cont(" + column + ", 0.95) AS p95, quantile_cont(" + column
                                + ", 0.99) AS p99 FROM " + view + " GROUP BY t) ORDER BY t",
                        row -> {
                            p50.points().add(new Point(row.getString(1), row.getDouble(2)));
                            p95.points().add(new Point(row.getString(1), row.getDouble(3)));
                            p99.points().add(new Point(row.getString(1), row.getDouble(4)));
                        });
        section(
                title,
                what + "; by when it was sent",
                p50.points().isEmpty() ? "" : Plots.lines(title, List.of(p50, p95, p99), Scale::milliseconds));
    }

    private void week() throws SQLException {
        double[][] counts = new double[7][24];
        boolean[] any = new boolean[1];
        database.duck().each("SELECT isodow(sent), hour(sent), count(*) FROM messages GROUP BY ALL", row -> {
            counts[row.getInt(1) - 1][row.getInt(2)] = row.getDouble(3);
            any[0] = true;
        });
        section(
                "When people write",
                "messages by weekday and hour, UTC",
                any[0] ? Plots.week("When people write", counts) : "");
    }

    private void sends() throws SQLException {
        section(
                "How much is written",
                "messages " + stepName(),
                bars(
                        "How much is written",
                        "SELECT " + label("t") + ", n FROM (SELECT " + bucket("sent")
                                + " AS t, count(*) AS n FROM messages GROUP BY t) ORDER BY t"));
    }

    private void active() throws SQLException {
        section(
                "Active people",
                "who wrote or read something, " + stepName(),
                bars(
                        "Active people",
                        "SELECT " + label("t") + ", n FROM (SELECT " + bucket("moment")
                                + " AS t, count(DISTINCT member) AS n FROM (SELECT sent AS moment, sender AS member FROM messages"
                                + " UNION ALL SELECT moved, member FROM receipts WHERE \"read\" > read_before) GROUP BY t) ORDER BY t"));
    }

    private void fanOut() throws SQLException {
        section(
                "Fan-out",
                "messages by how many people each was for",
                bars(
                        "Fan-out",
                        "SELECT CASE WHEN low = high THEN low::VARCHAR ELSE low || '–' || high END, n FROM (SELECT"
                                + " CASE WHEN recipients <= 2 THEN recipients ELSE (2 ** floor(log2(recipients - 1)) + 1)::BIGINT END AS low,"
                                + " CASE WHEN recipients <= 2 THEN recipients ELSE (2 ** (floor(log2(recipients - 1)) + 1))::BIGINT END AS high,"
                                + " count(*) AS n FROM messages GROUP BY ALL) ORDER BY low"));
    }

    private String bars(String description, String query) throws SQLException {
        List<Point> points = new ArrayList<>();
        database.duck().each(query, row -> points.add(new Point(row.getString(1), row.getDouble(2))));
        return points.isEmpty() ? "" : Plots.bars(description, points);
    }

    private String stepName() {
        if (step < 60) {
            return per(step, "second");
        }
        if (step < 3_600) {
            return per(step / 60, "minute");
        }
        return step < 86_400 ? per(step / 3_600, "hour") : per(step / 86_400, "day");
    }

    private static String per(long count, String unit) {
        return count == 1 ? "per " + unit : "per " + count + " " + unit + "s";
    }

    private void section(String title, String what, String plot) {
        sections.append("<section><h2>")
                .append(Svg.escaped(title))
                .append("</h2><p>")
                .append(Svg.escaped(what))
                .append("</p>\n")
                .append(plot.isEmpty() ? "<p class=\"none\">Nothing of this has happened yet.</p>" : plot)
                .append("</section>\n");
    }
}
