package io.parley.server;

import io.parley.api.key.KeyFileException;
import io.parley.api.key.SecretText;
import io.parley.eventstore.StoreLockedException;
import io.parley.eventstore.StoreOpenException;
import io.parley.sealing.KeyStoreException;
import io.parley.server.backup.NotBackedUp;
import io.parley.viewstore.ViewStoreException;
import java.net.BindException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;

/** Tells a person why the server did not start: one sentence where the reason is known, the whole fault where it is not. */
final class OneSentence implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception fault, CommandLine command, CommandLine.ParseResult result) {
        String reason = reason(fault);
        if (reason == null) {
            LoggerFactory.getLogger(OneSentence.class).error("Parley could not start", fault);
        } else {
            command.getErr().println("parley: " + reason);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static @Nullable String reason(@Nullable Throwable fault) {
        return switch (fault) {
            case null -> null;
            case NotStarted known -> known.getMessage();
            case NotBackedUp known -> known.getMessage();
            case StoreLockedException locked ->
                locked.getMessage() + "; stop it, or choose another folder with --data.";
            case StoreOpenException known -> known.getMessage();
            case ViewStoreException known -> known.getMessage();
            case KeyStoreException known -> known.getMessage();
            case KeyFileException known -> known.getMessage();
            case SecretText.Unreadable known -> known.getMessage();
            case PortInUseException taken ->
                "Port " + taken.getPort() + " is taken by another program; stop it, or choose another with --port.";
            case BindException taken -> "The port is taken by another program; choose another with --port.";
            case IllegalArgumentException option when isOptionSentence(option) -> option.getMessage();
            case org.springframework.boot.context.properties.bind.BindException option ->
                Objects.requireNonNullElseGet(reason(option.getCause()), () -> unfit(option));
            default -> reason(fault.getCause());
        };
    }

    private static boolean isOptionSentence(IllegalArgumentException fault) {
        return fault.getMessage() != null && fault.getMessage().startsWith("parley.");
    }

    private static String unfit(org.springframework.boot.context.properties.bind.BindException option) {
        ConfigurationProperty property = option.getProperty();
        String value = property == null ? "" : " '" + property.getValue() + "'";
        return option.getName() + " cannot be" + value + "; docs/options.md lists the options.";
    }
}
