package io.parley.history.source;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.key.SecretKeyFile;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.ReadOnlyPersonKeys;
import io.parley.viewstore.ViewFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data folder of a server, as {@code docs/operating.md} lays it out. */
public record DataFolder(Path path) {
    public Path events() {
        return path.resolve("events");
    }

    public ViewFiles views() {
        return ViewFiles.in(path);
    }

    public Path personKeys() {
        return path.resolve("keys").resolve("person-keys");
    }

    public Path masterKey() {
        return path.resolve("keys").resolve("master-key");
    }

    PersonKeys keys() {
        return ReadOnlyPersonKeys.read(require(personKeys()), require(masterKey()));
    }

    ConversationKeys conversationKeys() {
        Path file = path.resolve("keys").resolve("conversation-keys");
        return Files.exists(file) ? ConversationKeys.read(file, require(masterKey())) : ConversationKeys.none();
    }

    HandleKeys handleKeys() {
        return HandleKeys.from(require(handleSecret()));
    }

    Pseudonyms pseudonyms() {
        return new Pseudonyms(SecretKeyFile.openOrCreate(require(handleSecret())));
    }

    private Path handleSecret() {
        return path.resolve("keys").resolve("handle-secret");
    }

    private static Path require(Path file) {
        if (!Files.exists(file)) {
            throw new HistoryException(file + " is missing; --data names the data folder of a server.");
        }
        return file;
    }
}
