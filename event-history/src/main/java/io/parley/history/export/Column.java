package io.parley.history.export;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** A column of an exported table. */
public record Column(String name, Type type) {
    public enum Type {
        TEXT("VARCHAR"),
        NUMBER("BIGINT"),
        FLAG("BOOLEAN"),
        /** UTC. */
        TIME("TIMESTAMP"),
        ID("UUID");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    static Column number(String name) {
        return new Column(name, Type.NUMBER);
    }

    static Column time(String name) {
        return new Column(name, Type.TIME);
    }

    public String quoted() {
        return '"' + name + '"';
    }

    static void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> row.appendNull();
            case String text -> row.append(text);
            case Long number -> row.append(number.longValue());
            case Integer number -> row.append(number.longValue());
            case Boolean flag -> row.append(flag.booleanValue());
            case Instant time -> row.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
            case UUID id -> row.append(id);
            default -> row.append(value.toString());
        }
    }
}
