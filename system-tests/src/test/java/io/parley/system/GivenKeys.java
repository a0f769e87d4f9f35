package io.parley.system;

import io.parley.command.account.token.SigningKeys;
import io.parley.command.account.token.SigningKeysConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Keys to sign with for new servers: making them takes a server longer than all the rest of its start. */
final class GivenKeys {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static @Nullable Path made;

    private GivenKeys() {}

    /** Into a data folder that has none. */
    static synchronized void into(Path data) throws IOException {
        Path keys = data.resolve("keys");
        if (Files.exists(keys)) {
            return;
        }
        if (made == null) {
            made = Files.createTempDirectory("given-keys").resolve(SigningKeysConfiguration.SIGNING_KEYS);
            SigningKeys.from(made, Clock.systemUTC());
            made.toFile().deleteOnExit();
        }
        Files.createDirectories(data, PRIVATE);
        Files.createDirectory(keys, PRIVATE);
        Files.copy(made, keys.resolve(SigningKeysConfiguration.SIGNING_KEYS));
    }
}
