package io.parley.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One key on one line: {@code keyId subject wrapped checksum}; subject and wrapped are base64url, checksum is CRC-32C. A version other than
 * 0 follows the subject after a space.
 */
final class KeyLine {
    private static final int FIELDS = 4;
    private static final char VERSION = ' ';

    private KeyLine() {}

    static String write(StoredKey key, MasterKey master) {
        String subject = key.version() == 0 ? key.subject() : key.subject() + VERSION + key.version();
        String identity = key.keyId() + " " + encode(subject);
        String content = identity + " " + master.wrap(key.key(), identity);
        return content + " " + checksum(content) + "\n";
    }

    /** Tells which line it was when it throws. */
    static StoredKey read(String line, MasterKey master, int number) {
        String[] fields = line.split(" ", -1);
        int contentLength = line.lastIndexOf(' ');
        if (fields.length != FIELDS
                || !checksum(line.substring(0, contentLength)).equals(fields[FIELDS - 1])) {
            throw new KeyStoreException("Line " + number + " is damaged.");
        }
        String subject = new String(Base64.getUrlDecoder().decode(fields[1]), StandardCharsets.UTF_8);
        int version = subject.lastIndexOf(VERSION);
        return new StoredKey(
                fields[0],
                version < 0 ? subject : subject.substring(0, version),
                version < 0 ? 0 : Long.parseLong(subject.substring(version + 1)),
                master.unwrap(fields[2], fields[0] + " " + fields[1]));
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
