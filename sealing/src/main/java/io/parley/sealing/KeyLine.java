package io.parley.sealing;

import io.parley.api.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** One key on one line: {@code keyId owner wrapped checksum}; owner and wrapped are base64url, checksum is CRC-32C. */
final class KeyLine {
    private static final int FIELDS = 4;

    private KeyLine() {}

    static String write(PersonKey key, MasterKey master) {
        String identity = key.keyId() + " " + encode(key.owner().value());
        String content = identity + " " + master.wrap(key.key(), identity);
        return content + " " + checksum(content) + "\n";
    }

    /** Tells which line it was when it throws. */
    static PersonKey read(String line, MasterKey master, int number) {
        String[] fields = line.split(" ", -1);
        int contentLength = line.lastIndexOf(' ');
        if (fields.length != FIELDS
                || !checksum(line.substring(0, contentLength)).equals(fields[FIELDS - 1])) {
            throw new KeyStoreException("Line " + number + " is damaged.");
        }
        String owner = new String(Base64.getUrlDecoder().decode(fields[1]), StandardCharsets.UTF_8);
        return new PersonKey(fields[0], new UserId(owner), master.unwrap(fields[2], fields[0] + " " + fields[1]));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
