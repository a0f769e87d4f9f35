package io.parley.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.AssetId;
import io.parley.assets.storage.S3Storage;
import io.parley.assets.storage.Storage;
import io.parley.assets.storage.StoredName;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Against a server that closes connections as it likes. */
class S3Test {
    private static final byte[] DONE =
            "HTTP/1.1 200 \r\nETag: \"1\"\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        System.setProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property(), "key");
        System.setProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property(), "secret");
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property());
        System.clearProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property());
        server.close();
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** A request with a body of one byte, answered. */
    private static void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(head(in)).startsWith("PUT ").doesNotContain("Expect");
        in.readByte();
        socket.getOutputStream().write(DONE);
    }

    private static void keep(S3Storage storage) throws IOException {
        try (Storage.Incoming incoming = storage.receive(StoredName.of(AssetId.create()))) {
            incoming.stream().write(1);
            incoming.keep();
        }
    }

    @Test
    void aConnectionThatTheServerHasClosedIsMadeAnew() throws Exception {
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
            try {
                try (Socket first = server.accept()) {
                    serve(first);
                    head(new DataInputStream(first.getInputStream()));
                }
                try (Socket second = server.accept()) {
                    serve(second);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        String url = "http://127.0.0.1:" + server.getLocalPort();
        try (S3Storage storage = new S3Storage(S3.client(new S3Options("b", url, "us-east-1", "", true)), "b", "")) {
            keep(storage);
            keep(storage);
        }
        served.get();
    }
}
