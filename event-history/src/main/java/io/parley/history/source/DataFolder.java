package io.parley.history.source;

import io.parley.api.account.handle.HandleKeys;
import io.parley.api.key.SecretKeyFile;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.PersonKeys;
import io.parley.sealing.ReadOnlyPersonKeys;
import io.parley.viewstore.ViewFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder of a server, as {@code docs/operating.md} lays it out.
 *
 * @param keyFolder of the secrets, which processes of one installation may share
 */
public record DataFolder(Path path, Path keyFolder) {
    public DataFolder(Path path) {
        this(path, path.resolve("keys"));
    }

    public Path events() {
        return path.resolve("events");
    }

    public ViewFiles views() {
        return ViewFiles.in(path);
    }

    public Path personKeys() {
        return keyFolder.resolve("person-keys");
    }

    public Path masterKey() {
        return keyFolder.resolve("master-key");
    }

    /** Whether a server runs on it, or another tool writes to it. */
    public boolean isInUse() {
        Path lock = events().resolve("lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock taken = channel.tryLock();
            return taken == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new HistoryException(lock + " cannot be opened: " + e.getMessage(), e);
        }
    }

    void requireKeys() {
        require(handleSecret());
    }

    PersonKeys keys() {
        return ReadOnlyPersonKeys.read(require(personKeys()), require(masterKey()));
    }

    ConversationKeys conversationKeys() {
        Path file = keyFolder.resolve("conversation-keys");
        return Files.exists(file) ? ConversationKeys.read(file, require(masterKey())) : ConversationKeys.none();
    }

    HandleKeys handleKeys() {
        return HandleKeys.from(require(handleSecret()));
    }

    /** Of people and conversations whose own keys are elsewhere. */
    public History.Keys with(PersonKeys people, ConversationKeys conversations) {
        return new History.Keys(people, conversations, handleKeys(), secret());
    }

    /** As its files have them. */
    public History.Keys allKeys() {
        return with(keys(), conversationKeys());
    }

    Pseudonyms pseudonyms() {
        return new Pseudonyms(secret());
    }

    SecretKeyFile secret() {
        return SecretKeyFile.openOrCreate(require(handleSecret()));
    }

    private Path handleSecret() {
        return keyFolder.resolve("handle-secret");
    }

    private static Path require(Path file) {
        if (!Files.exists(file)) {
            throw new HistoryException(file
                    + " is missing; --data names the data folder of a server, and --keys another folder of its keys.");
        }
        return file;
    }
}
