package io.parley.bench.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class StanzasTest {
    private static final Account ALICE = new Account("alice", "secret");

    static Stream<String> everything() {
        return Stream.of(
                Stanzas.open(),
                Stanzas.plain(ALICE),
                Stanzas.bind(),
                Stanzas.present(),
                Stanzas.chat("bob@localhost", 1, 2),
                Stanzas.received("bob@localhost", "1"),
                Stanzas.displayed("bob@localhost", "1"),
                Stanzas.ping(1),
                Stanzas.join("room@conference.localhost", "alice"),
                Stanzas.toRoom("room@conference.localhost", 1, 2),
                Stanzas.archive(1, "bob@localhost", 100, ""),
                Stanzas.archive(2, "bob@localhost", 100, "17"));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everythingIsXmlInANamespaceOfXmpp(String stanza) throws Exception {
        assertThat(parsed(stanza).getNamespaceURI())
                .startsWith(
                        stanza.startsWith("<open") || stanza.startsWith("<auth")
                                ? "urn:ietf:params:xml:ns:xmpp-"
                                : "jabber:client");
    }

    @Test
    void aMessageAsksForBothReceiptsAndSaysWhenItWasSent() throws Exception {
        Element message = parsed(Stanzas.chat("bob@localhost", 7, -123456));

        assertThat(message.getAttribute("id")).isEqualTo("7");
        assertThat(message.getElementsByTagNameNS("urn:xmpp:receipts", "request")
                        .getLength())
                .isEqualTo(1);
        assertThat(message.getElementsByTagNameNS("urn:xmpp:chat-markers:0", "markable")
                        .getLength())
                .isEqualTo(1);
        assertThat(message.getElementsByTagName("body").item(0).getTextContent())
                .hasSize(200)
                .startsWith("-123456x");
    }

    @Test
    void aReceiptNamesTheMessageAndIsToBeStored() throws Exception {
        Element receipt = parsed(Stanzas.displayed("bob@localhost", "7"));

        assertThat(((Element) receipt.getElementsByTagName("displayed").item(0)).getAttribute("id"))
                .isEqualTo("7");
        assertThat(receipt.getElementsByTagNameNS("urn:xmpp:hints", "store").getLength())
                .isEqualTo(1);
    }

    @Test
    void onlyAFurtherPageSaysWhatItComesAfter() throws Exception {
        assertThat(parsed(Stanzas.archive(1, "bob@localhost", 100, ""))
                        .getElementsByTagName("after")
                        .getLength())
                .isZero();
        assertThat(parsed(Stanzas.archive(2, "bob@localhost", 100, "17"))
                        .getElementsByTagName("after")
                        .item(0)
                        .getTextContent())
                .isEqualTo("17");
    }

    private static Element parsed(String stanza) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(stanza)))
                .getDocumentElement();
    }
}
