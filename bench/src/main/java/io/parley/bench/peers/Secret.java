package io.parley.bench.peers;

import java.security.SecureRandom;
import java.util.HexFormat;

final class Secret {
    private static final int BYTES = 20;

    private Secret() {}

    /** Others on this machine must not get into what runs for a few minutes. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
