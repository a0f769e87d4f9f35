package io.parley.bench.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StanzaTest {
    private static final String RECEIPT =
            "<message xmlns='jabber:client' to='u1@localhost' from='u2@localhost/r' id='r7'>"
                    + "<stanza-id by='u1@localhost' id='179'/><received xmlns=\"urn:xmpp:receipts\" id=\"7\"/></message>";

    @Test
    void theNameIsThatOfTheOutermostElement() {
        assertThat(Stanza.name(RECEIPT)).isEqualTo("message");
        assertThat(Stanza.name("<success/>")).isEqualTo("success");
        assertThat(Stanza.name("<stream:features xmlns='x'><a/></stream:features>"))
                .isEqualTo("stream:features");
        assertThatIllegalArgumentException().isThrownBy(() -> Stanza.name(""));
    }

    @Test
    void anAttributeIsThatOfItsElementInEitherQuotes() {
        assertThat(Stanza.attribute(RECEIPT, "message", "id")).isEqualTo("r7");
        assertThat(Stanza.attribute(RECEIPT, "received", "id")).isEqualTo("7");
        assertThat(Stanza.attribute(RECEIPT, "message", "by")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Stanza.attribute(RECEIPT, "displayed", "id"));
    }

    @Test
    void anElementIsFoundByItsWholeName() {
        assertThat(Stanza.has("<iq><final/></iq>", "fin")).isFalse();
        assertThat(Stanza.has("<iq><final/><fin complete='true'/></iq>", "fin")).isTrue();
        assertThat(Stanza.has("<fin", "fin")).isFalse();
    }

    @Test
    void theTextOfAnElement() {
        assertThat(Stanza.text("<set><first index='0'>1</first><last>2</last></set>", "last"))
                .isEqualTo("2");
        assertThat(Stanza.text("<set><count>0</count></set>", "last")).isEmpty();
        assertThat(Stanza.text("<set><last/><count>0</count></set>", "last")).isEmpty();
    }
}
