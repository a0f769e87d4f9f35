package io.parley.history.export;

import java.util.List;
import java.util.stream.Collectors;

/** A table of the export: a folder of Parquet files of the same columns, the first of which is the event's position. */
public record Table(String name, List<Column> columns) {
    static Table flat(String name, Column... columns) {
        return new Table(name, List.of(columns));
    }

    /** Whether it has each event of a type, and nothing else. */
    boolean isOfEvents() {
        return columns.contains(EventTable.EVENT_ID);
    }

    String definition() {
        return columns.stream()
                .map(column -> column.quoted() + " " + column.type().sql())
                .collect(Collectors.joining(", ", "CREATE TABLE " + quoted() + " (", ")"));
    }

    /** With its columns and no rows, for what has not happened yet. */
    public String emptySelect() {
        return columns.stream()
                .map(column -> "CAST(NULL AS " + column.type().sql() + ") AS " + column.quoted())
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    public String quoted() {
        return '"' + name + '"';
    }
}
