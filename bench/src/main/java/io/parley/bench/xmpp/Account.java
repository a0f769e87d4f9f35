package io.parley.bench.xmpp;

/** @param name at the server's only host */
record Account(String name, String password) {
    String address() {
        return name + "@" + XmppAddress.HOST;
    }
}
