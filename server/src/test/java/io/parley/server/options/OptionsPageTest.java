package io.parley.server.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.assets.AssetOptions;
import io.parley.assets.S3Options;
import io.parley.command.account.AccountOptions;
import io.parley.command.conversation.GroupLimits;
import io.parley.command.conversation.StartLimits;
import io.parley.command.retention.RetentionOptions;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.redis.RedisOptions;
import io.parley.delivery.typing.TypingOptions;
import io.parley.edge.EdgeOptions;
import io.parley.edge.limit.EdgeLimits;
import io.parley.projections.ProjectionOptions;
import io.parley.push.PushOptions;
import io.parley.server.engine.RegionOptions;
import io.parley.server.history.HistoryOptions;
import io.parley.server.tracing.TracingOptions;
import io.parley.server.web.TlsOptions;
import io.parley.server.web.WebOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/options.md} says what the code says; run with {@code -Dparley.docs.write=true} to write it anew. */
class OptionsPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Map<Class<? extends Record>, String> MODULES = Map.ofEntries(
            Map.entry(RedisOptions.class, "delivery"),
            Map.entry(AssetOptions.class, "asset-service"),
            Map.entry(S3Options.class, "asset-service"),
            Map.entry(EdgeOptions.class, "socket-edge"),
            Map.entry(EdgeLimits.class, "socket-edge"),
            Map.entry(GroupLimits.class, "command-side"),
            Map.entry(StartLimits.class, "command-side"),
            Map.entry(RetentionOptions.class, "command-side"),
            Map.entry(TypingOptions.class, "delivery"),
            Map.entry(PresenceOptions.class, "delivery"),
            Map.entry(ProjectionOptions.class, "projections"),
            Map.entry(WebOptions.class, "server"),
            Map.entry(RegionOptions.class, "server"),
            Map.entry(TlsOptions.class, "server"),
            Map.entry(AccountOptions.class, "command-side"),
            Map.entry(PushOptions.class, "push-hook"),
            Map.entry(TracingOptions.class, "server"),
            Map.entry(HistoryOptions.class, "server"));
    private static final List<Class<? extends Record>> IN_ORDER = List.of(
            EdgeOptions.class,
            EdgeLimits.class,
            PresenceOptions.class,
            TypingOptions.class,
            GroupLimits.class,
            StartLimits.class,
            RetentionOptions.class,
            WebOptions.class,
            TlsOptions.class,
            AccountOptions.class,
            HistoryOptions.class,
            TracingOptions.class,
            AssetOptions.class,
            S3Options.class,
            ProjectionOptions.class,
            PushOptions.class,
            RedisOptions.class,
            RegionOptions.class);

    @Test
    void thePageOfOptionsIsWhatTheCodeSays() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Options

                Made from the code, and held equal to it by a test. Set them with `--set name=value`, as an environment variable
                (`PARLEY_EDGE_HEARTBEAT=10s`), or as a system property. They are checked before the port opens; one that does not fit is told in a
                sentence. Durations have a unit: `250ms`, `10s`, `5m`, `90d`.

                | option | default | meaning |
                | --- | --- | --- |
                """);
        for (Class<? extends Record> type : IN_ORDER) {
            Path source = ROOT.resolve(
                    MODULES.get(type) + "/src/main/java/" + type.getName().replace('.', '/') + ".java");
            OptionRows.of(type, Files.readString(source))
                    .forEach(row -> page.append(row).append('\n'));
        }
        Path file = ROOT.resolve("docs/options.md");
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page.toString());
    }
}
