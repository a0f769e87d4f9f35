package io.parley.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.id.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePersonKeysTest {
    private final UserId alice = UserId.create();
    private final UserId bob = UserId.create();

    @TempDir
    Path folder;

    private Path file;
    private Path masterFile;

    @BeforeEach
    void nameTheFiles() {
        file = folder.resolve("person.keys");
        masterFile = folder.resolve("master.key");
    }

    @Test
    void aPersonKeepsTheirKeyAcrossARestart() {
        PersonKey before = current(alice);
        PersonKey after = current(alice);

        assertThat(after).isEqualTo(before);
        assertThat(found(before)).contains(before);
    }

    @Test
    void aKeyIsInTheFileBeforeItIsHandedOut() throws Exception {
        try (FilePersonKeys keys = open()) {
            PersonKey key = keys.current(alice);
            assertThat(Files.readString(file)).contains(key.keyId());
        }
    }

    @Test
    void whatACrashLeftOfAReplacementIsGoneAfterTheNextStart() throws Exception {
        PersonKey key = current(alice);
        Path left = folder.resolve("person.keys.4711.new");
        Files.copy(file, left);
        Path others = Files.createFile(folder.resolve("other.4711.new"));

        assertThat(found(key)).contains(key);
        assertThat(left).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void everyPersonHasAKeyOfTheirOwn() {
        try (FilePersonKeys keys = open()) {
            assertThat(keys.current(alice).key()).isNotEqualTo(keys.current(bob).key());
            assertThat(keys.current(alice).keyId())
                    .isNotEqualTo(keys.current(bob).keyId());
        }
    }

    @Test
    void aDestroyedKeyIsGoneFromMemoryAndFileAndTheOthersStay() throws Exception {
        PersonKey destroyed;
        PersonKey kept;
        try (FilePersonKeys keys = open()) {
            destroyed = keys.current(alice);
            kept = keys.current(bob);
            keys.destroy(alice);
            assertThat(keys.find(destroyed.keyId())).isEmpty();
            assertThat(keys.find(kept.keyId())).contains(kept);
            assertThat(keys.current(UserId.create())).isNotNull();
        }
        assertThat(Files.readString(file)).doesNotContain(destroyed.keyId()).contains(kept.keyId());
        assertThat(found(destroyed)).isEmpty();
        assertThat(found(kept)).contains(kept);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void afterDestroyingAPersonNeverGetsAnotherKey() throws Exception {
        try (FilePersonKeys keys = open()) {
            PersonKey destroyed = keys.current(alice);
            keys.destroy(alice);
            assertThatThrownBy(() -> keys.current(alice)).isInstanceOf(ErasedException.class);
            assertThat(keys.find(destroyed.keyId())).isEmpty();
        }
        String content = Files.readString(file);
        try (FilePersonKeys keys = open()) {
            assertThatThrownBy(() -> keys.current(alice)).isInstanceOf(ErasedException.class);
            keys.destroy(alice);
        }
        assertThat(file).hasContent(content);
    }

    @Test
    void whoHadNoKeyGetsNoneAfterDestroying() {
        try (FilePersonKeys keys = open()) {
            keys.destroy(alice);
            assertThatThrownBy(() -> keys.current(alice)).isInstanceOf(ErasedException.class);
            assertThat(keys.current(bob)).isNotNull();
        }
    }

    @Test
    void anUnfinishedLastLineIsDropped() throws Exception {
        PersonKey key = current(alice);
        Files.writeString(file, "half a li", StandardOpenOption.APPEND);

        assertThat(current(alice)).isEqualTo(key);
        PersonKey next = current(bob);
        assertThat(current(bob)).isEqualTo(next);
    }

    @Test
    void everyCutOfTheLastLineKeepsTheEarlierOnes() throws Exception {
        PersonKey first = current(alice);
        long complete = Files.size(file);
        current(bob);
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) complete; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(found(first)).contains(first);
            assertThat(Files.size(file)).isEqualTo(complete);
        }
    }

    @Test
    void aDamagedEarlierLineIsNamed() throws Exception {
        current(alice);
        current(bob);
        List<String> lines = Files.readAllLines(file);
        String damaged = lines.get(1).substring(0, 40) + "~" + lines.get(1).substring(41);
        Files.write(file, List.of(lines.get(0), damaged, lines.get(2)));

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("The key file " + file + " is damaged in line 2.");
    }

    @Test
    void aLineMovedToAnotherOwnerIsRefused() throws Exception {
        current(alice);
        current(bob);
        List<String> lines = Files.readAllLines(file);
        String[] mine = lines.get(1).split(" ", -1);
        String[] other = lines.get(2).split(" ", -1);
        String content = mine[0] + " " + other[1] + " " + mine[2];
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.US_ASCII));
        Files.write(file, List.of(lines.get(0), content + " " + HexFormat.of().toHexDigits((int) crc.getValue())));

        assertThatThrownBy(this::open).isInstanceOf(KeyStoreException.class).hasMessageContaining("line 2");
    }

    @Test
    void anotherMasterKeyIsRefused() throws Exception {
        current(alice);
        MasterKey.create(masterFile);

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("The master key in " + masterFile + " is not the one of " + file + ".");
    }

    @Test
    void aMissingMasterKeyIsNotReplacedByANewOne() throws Exception {
        current(alice);
        Files.delete(masterFile);

        assertThatThrownBy(this::open)
                .isInstanceOf(KeyStoreException.class)
                .hasMessage(
                        "The master key file " + masterFile + " is missing; " + file + " cannot be read without it.");
        assertThat(masterFile).doesNotExist();
    }

    @Test
    void allFilesAreReadableByTheirOwnerOnly() throws Exception {
        current(alice);
        try (FilePersonKeys keys = open()) {
            keys.destroy(alice);
        }
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aSecondOneOnTheSameFileIsRefused() {
        try (FilePersonKeys first = open()) {
            assertThat(first.find("none")).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessage("The key file " + file + " is in use by another process.");
        }
    }

    @Test
    void concurrentFirstUsesOfAPersonGetTheSameKey() throws Exception {
        List<UserId> people =
                IntStream.range(0, 50).mapToObj(i -> UserId.create()).toList();
        Set<PersonKey> handedOut = new HashSet<>();
        try (FilePersonKeys keys = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<PersonKey>> calls = IntStream.range(0, 1_000)
                    .<Callable<PersonKey>>mapToObj(i -> () -> keys.current(people.get(i % people.size())))
                    .toList();
            for (Future<PersonKey> key : threads.invokeAll(calls)) {
                handedOut.add(key.get());
            }
        }
        assertThat(handedOut).hasSize(people.size());
        assertThat(people.stream().map(this::current)).containsExactlyInAnyOrderElementsOf(handedOut);
    }

    @Test
    void anInterruptedCallerBreaksNothing() {
        try (FilePersonKeys keys = open()) {
            Thread.currentThread().interrupt();
            keys.current(alice);
            keys.destroy(alice);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(keys.current(bob)).isNotNull();
        }
    }

    @Test
    void neitherTheKeyNorTheMasterKeyIsInTheFileOrInTheText() throws Exception {
        PersonKey key = current(alice);
        String base64 =
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.key().getEncoded());
        assertThat(Files.readString(file)).doesNotContain(base64);
        assertThat(key.toString()).doesNotContain(base64).contains(key.keyId());
    }

    private FilePersonKeys open() {
        return FilePersonKeys.open(file, masterFile);
    }

    private PersonKey current(UserId person) {
        try (FilePersonKeys keys = open()) {
            return keys.current(person);
        }
    }

    private Optional<PersonKey> found(PersonKey key) {
        try (FilePersonKeys keys = open()) {
            return keys.find(key.keyId());
        }
    }
}
