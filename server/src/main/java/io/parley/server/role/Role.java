package io.parley.server.role;

import io.parley.assets.AssetServiceConfiguration;
import io.parley.command.account.AccountsConfiguration;
import io.parley.command.account.erase.ErasureConfiguration;
import io.parley.command.asset.AssetsConfiguration;
import io.parley.command.conversation.ConversationsConfiguration;
import io.parley.command.moderation.ModerationConfiguration;
import io.parley.command.operator.OperatorConfiguration;
import io.parley.command.retention.RetentionConfiguration;
import io.parley.command.settings.SettingsConfiguration;
import io.parley.edge.socket.SocketEdgeConfiguration;
import io.parley.projections.ProjectionsConfiguration;
import io.parley.push.PushHookConfiguration;
import io.parley.query.QueriesConfiguration;
import io.parley.server.history.HistoryConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of the server that can be a process of its own. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are never changed
public enum Role {
    COMMAND_SIDE(
            AccountsConfiguration.class,
            ErasureConfiguration.class,
            ConversationsConfiguration.class,
            SettingsConfiguration.class,
            ModerationConfiguration.class,
            RetentionConfiguration.class,
            AssetsConfiguration.class,
            OperatorConfiguration.class),
    QUERY_SIDE(QueriesConfiguration.class, HistoryConfiguration.class),
    PROJECTIONS(ProjectionsConfiguration.class),
    SOCKET_EDGE(SocketEdgeConfiguration.class),
    ASSET_SERVICE(AssetServiceConfiguration.class),
    PUSH_HOOK(PushHookConfiguration.class);

    private final List<Class<?>> configurations;

    Role(Class<?>... configurations) {
        this.configurations = List.of(configurations);
    }

    /** What the module exports. */
    public List<Class<?>> configurations() {
        return configurations;
    }

    /** As on the command line and in docker-compose.yml. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a role from the command line. */
    public static final class Converter implements ITypeConverter<Role> {
        @Override
        public Role convert(String text) {
            return Arrays.stream(values())
                    .filter(role -> role.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a role; choose from "
                            + Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "))));
        }
    }
}
