package io.parley.viewstore;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/**
 * Who may talk to the server: whoever presents, while connecting, the secret made at this start. It travels as a SASL
 * PLAIN password, because drivers log an application name but never a password; other users of the machine can reach
 * the port, but cannot watch the loopback device.
 */
final class Access {
    private static final String USER = "parley";
    private static final int SECRET_BYTES = 32;
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final AttributeKey<Boolean> ADMITTED = AttributeKey.valueOf(Access.class, "admitted");

    private final String secret;
    /** SASL PLAIN as the driver writes it: authorization id, user, password. */
    private final byte[] expected;

    Access() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        expected = (USER + "\0" + USER + "\0" + secret).getBytes(StandardCharsets.UTF_8);
    }

    String connectionString(InetSocketAddress address) {
        return String.format(
                Locale.ROOT,
                "mongodb://%s:%s@%s:%d/?authMechanism=PLAIN&authSource=$external",
                USER,
                secret,
                address.getAddress().getHostAddress(),
                address.getPort());
    }

    static boolean isHandshake(String command) {
        return command.equalsIgnoreCase("ismaster") || command.equalsIgnoreCase("hello");
    }

    static boolean isAuthentication(String command) {
        return command.equals("saslStart");
    }

    Document authenticate(Channel channel, Document command) {
        if (!"PLAIN".equals(command.get("mechanism"))
                || !(command.get("payload") instanceof BinData payload)
                || !MessageDigest.isEqual(payload.getData(), expected)) {
            throw new MongoServerError(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
        }
        channel.attr(ADMITTED).set(true);
        return new Document("conversationId", 1)
                .append("done", true)
                .append("payload", new BinData(new byte[0]))
                .append("ok", 1.0);
    }

    void require(Channel channel) {
        if (!Boolean.TRUE.equals(channel.attr(ADMITTED).get())) {
            throw new MongoServerError(UNAUTHORIZED, "Unauthorized", "this connection has not presented the secret");
        }
    }
}
