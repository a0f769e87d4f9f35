import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes Parley's push notices, each once: {@code PUSH_SECRET=whsec_... java PushReceiver.java PORT} */
public class PushReceiver {
    public static void main(String[] args) throws Exception {
        byte[] key = Base64.getDecoder().decode(System.getenv("PUSH_SECRET").substring("whsec_".length()));
        Set<String> taken = ConcurrentHashMap.newKeySet(); // in earnest: in a database
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.createContext("/", exchange -> {
            Headers headers = exchange.getRequestHeaders();
            String id = headers.getFirst("webhook-id");
            String time = headers.getFirst("webhook-timestamp");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String signature = "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + time + "." + body));
            boolean isParley = MessageDigest.isEqual(signature.getBytes(UTF_8), String.valueOf(headers.getFirst("webhook-signature")).getBytes(UTF_8))
                    && Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(time)) < 300;
            if (isParley && taken.add(id)) System.out.println(body); // in earnest: to APNs or FCM
            exchange.sendResponseHeaders(isParley ? 204 : 401, -1);
            exchange.close();
        });
        server.start();
        System.out.println("Listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
