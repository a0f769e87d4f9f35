package io.parley.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private final UserId alice = UserId.create();
    private final UserId bob = UserId.create();

    @TempDir
    Path folder;

    private FilePersonKeys keys;
    private Sealer sealer;

    @BeforeEach
    void open() {
        keys = FilePersonKeys.open(folder.resolve("person.keys"), folder.resolve("master.key"));
        sealer = new Sealer(keys);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "Grüße 👋 \0 \uFFFF"})
    void whatIsSealedOpens(String text) {
        assertThat(sealer.open(sealer.seal(alice, text))).contains(text);
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        assertThat(sealer.seal(alice, "yes")).isNotEqualTo(sealer.seal(alice, "yes"));
    }

    @Test
    void afterDestroyingTheKeyNothingOpensAndOthersStillDo() {
        Sealed erased = sealer.seal(alice, "mine");
        Sealed kept = sealer.seal(bob, "yours");
        keys.destroy(alice);

        assertThat(sealer.open(erased)).isEmpty();
        assertThat(sealer.open(kept)).contains("yours");
    }

    @Test
    void anAlteredTextIsNotAnErasedOne() {
        Sealed sealed = sealer.seal(alice, "pay 10");
        byte[] ct = Base64.getDecoder().decode(sealed.ct());
        for (int i = 0; i < ct.length; i++) {
            byte[] altered = ct.clone();
            altered[i] ^= 1;
            assertTampered(new Sealed(
                    sealed.keyId(), sealed.nonce(), Base64.getEncoder().encodeToString(altered)));
        }
    }

    @Test
    void aCutTextOrAForeignNonceIsTampering() {
        Sealed sealed = sealer.seal(alice, "pay 10");

        assertTampered(new Sealed(sealed.keyId(), sealed.nonce(), ""));
        assertTampered(new Sealed(sealed.keyId(), "", sealed.ct()));
        assertTampered(new Sealed(sealed.keyId(), sealed.nonce(), "no base64!"));
        assertTampered(new Sealed(sealed.keyId(), sealer.seal(alice, "x").nonce(), sealed.ct()));
    }

    @Test
    void aTextUnderAnotherPersonsKeyIdIsTampering() {
        Sealed sealed = sealer.seal(alice, "mine");

        assertTampered(new Sealed(keys.current(bob).keyId(), sealed.nonce(), sealed.ct()));
    }

    private void assertTampered(Sealed sealed) {
        assertThatThrownBy(() -> sealer.open(sealed)).isInstanceOf(TamperedException.class);
    }
}
