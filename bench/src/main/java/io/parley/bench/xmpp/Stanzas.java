package io.parley.bench.xmpp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the generator says. Addresses and texts are its own: nothing in them has to be escaped. */
final class Stanzas {
    static final String BIND = "bind";

    private static final int BODY_CHARS = 200;
    private static final String PADDING = "x".repeat(BODY_CHARS);
    private static final String CLIENT = " xmlns='jabber:client'";
    private static final String RECEIPTS = "urn:xmpp:receipts";
    private static final String MARKERS = "urn:xmpp:chat-markers:0";
    private static final String STORE = "<store xmlns='urn:xmpp:hints'/>";

    private Stanzas() {}

    static String open() {
        return "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + XmppAddress.HOST + "' version='1.0'/>";
    }

    static String plain(Account account) {
        byte[] secret = ("\0" + account.name() + "\0" + account.password()).getBytes(StandardCharsets.UTF_8);
        return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(secret)
                + "</auth>";
    }

    static String bind() {
        return "<iq" + CLIENT + " type='set' id='" + BIND
                + "'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>";
    }

    static String present() {
        return "<presence" + CLIENT + "/>";
    }

    /** Asks for a receipt and for a marker when it is read. */
    static String chat(String to, long number, long time) {
        return "<message" + CLIENT + " to='" + to + "' type='chat' id='" + number + "'>" + body(time)
                + "<request xmlns='" + RECEIPTS + "'/><markable xmlns='" + MARKERS + "'/></message>";
    }

    static String received(String to, String id) {
        return acknowledged(to, id, "r", "<received xmlns='" + RECEIPTS + "' id='");
    }

    static String displayed(String to, String id) {
        return acknowledged(to, id, "d", "<displayed xmlns='" + MARKERS + "' id='");
    }

    /** Without the hint it would not go into the archive, while Parley keeps every receipt. */
    private static String acknowledged(String to, String id, String kind, String element) {
        return "<message" + CLIENT + " to='" + to + "' type='chat' id='" + kind + id + "'>" + element + id + "'/>"
                + STORE + "</message>";
    }

    /** The server answers it after all that went before on the same stream. */
    static String ping(long number) {
        return "<iq" + CLIENT + " type='get' id='p" + number + "' to='" + XmppAddress.HOST
                + "'><ping xmlns='urn:xmpp:ping'/></iq>";
    }

    static String join(String room, String nick) {
        return "<presence" + CLIENT + " to='" + room + "/" + nick
                + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>";
    }

    static String toRoom(String room, long number, long time) {
        return "<message" + CLIENT + " to='" + room + "' type='groupchat' id='" + number + "'>" + body(time)
                + "</message>";
    }

    /** @param after the last id of the page before; empty for the first */
    static String archive(long number, String with, int page, String after) {
        return "<iq" + CLIENT + " type='set' id='a" + number + "'><query xmlns='urn:xmpp:mam:2' queryid='a" + number
                + "'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>"
                + "<field var='with'><value>" + with + "</value></field></x>"
                + "<set xmlns='http://jabber.org/protocol/rsm'><max>" + page + "</max>"
                + (after.isEmpty() ? "" : "<after>" + after + "</after>") + "</set></query></iq>";
    }

    private static String body(long time) {
        String text = Long.toString(time);
        return "<body>" + text + PADDING.substring(text.length()) + "</body>";
    }
}
