package io.parley.server;

import io.parley.command.account.token.SigningKeys;
import io.parley.command.account.token.SigningKeysConfiguration;
import io.parley.server.backup.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rotate-keys",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new key to sign access tokens with; a running server takes it without a restart. Nobody has to log in again:",
            "tokens that an older key signed are good for as long as that one is kept."
        })
final class RotateKeys implements Callable<Integer> {
    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--keys", paramLabel = "DIR", description = "Folder of the keys. Default: keys in the data folder.")
    private @Nullable Path keys;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            defaultValue = "1m",
            description =
                    "When the new key begins to sign, so that others who verify tokens have it by then. Default: ${DEFAULT-VALUE}.")
    private String after = "";

    @Option(
            names = "--keep",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description =
                    "How long after that older keys are kept; longer than access tokens are good. Default: ${DEFAULT-VALUE}.")
    private String keep = "";

    @Override
    public Integer call() {
        Path folder = keys == null
                ? data.path().resolve("keys")
                : keys.toAbsolutePath().normalize();
        Path file = folder.resolve(SigningKeysConfiguration.SIGNING_KEYS);
        if (!Files.exists(file)) {
            throw new NotStarted(file + " is missing; a server makes it at its first start.");
        }
        Duration wait = duration("--after", after);
        int count = rotate(file, wait, duration("--keep", keep));
        System.out.printf(
                "The new key signs from %s on; there are %d keys now.%n",
                Instant.now().plus(wait).truncatedTo(ChronoUnit.SECONDS), count);
        return 0;
    }

    private static int rotate(Path file, Duration wait, Duration keep) {
        try {
            return SigningKeys.rotate(file, Clock.systemUTC(), wait, keep);
        } catch (IOException e) {
            throw new NotStarted(file + " cannot be replaced (" + e + "); make its folder writable.");
        }
    }

    private static Duration duration(String option, String text) {
        Duration duration;
        try {
            duration = DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new NotStarted(option + " cannot be '" + text + "'; write a duration such as 90s, 15m or 1d.");
        }
        if (duration.isNegative()) {
            throw new NotStarted(option + " must not be below 0.");
        }
        return duration;
    }
}
