package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.client.http.Granted;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Uploads by tus 1.0.0, which may be interrupted anywhere, and what becomes of pictures. */
@ExtendWith(FramesChecked.class)
class UploadIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SIZE = 1_500_000;
    private static final String TUS = "Tus-Resumable";

    private static GivenClamd clamd;
    private static RunningServer server;

    private Person alice;
    private Person bob;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
        clamd = GivenClamd.open();
        server = RunningServer.up(folder, "parley.assets.largest=20MB", "parley.assets.clamd=" + clamd.address());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        clamd.close();
    }

    @BeforeEach
    void people() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hashed(byte[] digest) {
        return "sha256 " + base64(HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
    }

    private static String named(String name) {
        return "filename " + base64(name.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> ask(
            Person by, String method, URI uri, HttpRequest.BodyPublisher body, String... headers) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + by.token())
                        .header(TUS, "1.0.0")
                        .headers(headers)
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> create(Person by, long size, String metadata) throws Exception {
        return ask(
                by,
                "POST",
                server.url().resolve("/v1/uploads"),
                BodyPublishers.noBody(),
                "Upload-Length",
                Long.toString(size),
                "Upload-Metadata",
                metadata);
    }

    private static URI begun(Person by, long size, String metadata) throws Exception {
        HttpResponse<String> created = create(by, size, metadata);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return server.url().resolve(created.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> patch(Person by, URI upload, long offset, byte[] part, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(
                List.of("Upload-Offset", Long.toString(offset), "Content-Type", "application/offset+octet-stream"));
        all.addAll(List.of(headers));
        return ask(by, "PATCH", upload, BodyPublishers.ofByteArray(part), all.toArray(String[]::new));
    }

    private static HttpResponse<String> head(Person by, URI upload) throws Exception {
        return ask(by, "HEAD", upload, BodyPublishers.noBody(), "X-Any", "1");
    }

    private static long offset(Person by, URI upload) throws Exception {
        return head(by, upload).headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    private static String asset(HttpResponse<String> ended) {
        assertThat(ended.statusCode()).as(ended.body()).isLessThan(300);
        return ended.headers().firstValue("Parley-Asset").orElseThrow();
    }

    private static byte[] content(Person by, String asset) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(server.url().resolve("/v1/assets/" + asset))
                                .header("Authorization", "Bearer " + by.token())
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private static long filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve(folder))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** As a network does it that goes in the midst of a request. */
    private static void breakOff(Person by, URI upload, long offset, byte[] whole, int sent) throws IOException {
        String head = "PATCH " + upload.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + upload.getPort()
                + "\r\nAuthorization: Bearer " + by.token() + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: " + (whole.length - offset)
                + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), upload.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(whole, (int) offset, sent);
            socket.getOutputStream().flush();
        }
    }

    @Test
    void anUploadGoesOnWhereItsConnectionBrokeOff() throws Exception {
        byte[] whole = bytes(SIZE);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
        URI upload = begun(alice, SIZE, named("film.bin") + "," + hashed(digest));
        assertThat(offset(alice, upload)).isZero();

        breakOff(alice, upload, 0, whole, 400_000);
        await().until(() -> offset(alice, upload) == 400_000);
        byte[] second = Arrays.copyOfRange(whole, 400_000, 900_000);
        assertThat(patch(alice, upload, 400_000, second).statusCode()).isEqualTo(204);
        assertThat(offset(alice, upload)).isEqualTo(900_000);
        HttpResponse<String> ended = patch(alice, upload, 900_000, Arrays.copyOfRange(whole, 900_000, SIZE));

        String asset = asset(ended);
        assertThat(content(alice, asset)).isEqualTo(whole);
        assertThat(asset(head(alice, upload))).as("where the answer was lost").isEqualTo(asset);
        assertThat(offset(alice, upload)).isEqualTo(SIZE);
        assertThat(asset(patch(alice, upload, SIZE, new byte[0]))).isEqualTo(asset);
    }

    /** As the terminal chat uploads. */
    @Test
    void theClientGoesOnByItself(@TempDir Path folder) throws Exception {
        byte[] whole = bytes(17_000_000);
        Path file = Files.write(folder.resolve("film.bin"), whole);
        CompletableFuture<Granted> uploading =
                CompletableFuture.supplyAsync(() -> alice.http().upload(alice.token(), "film.bin", file));
        await().until(() -> largestIn("uploads") > 1_000_000);
        server.kill();
        server.startAgain();

        assertThat(content(alice, uploading.get(60, TimeUnit.SECONDS).asset())).isEqualTo(whole);
    }

    /** Files come and go meanwhile. */
    private static long largestIn(String folder) {
        File[] files = server.data().resolve(folder).toFile().listFiles();
        return files == null
                ? 0
                : Arrays.stream(files).mapToLong(File::length).max().orElse(0);
    }

    @Test
    void manySmallPartsAreOneFile() throws Exception {
        byte[] whole = bytes(10_000);
        URI upload = begun(alice, whole.length, named("parts.bin"));
        HttpResponse<String> last = null;
        for (int at = 0; at < whole.length; at += 50) {
            last = patch(alice, upload, at, Arrays.copyOfRange(whole, at, at + 50));
        }
        assertThat(content(alice, asset(last))).isEqualTo(whole);
    }

    @Test
    void nobodyElseReachesAnUpload() throws Exception {
        URI upload = begun(alice, 10, named("mine.bin"));

        assertThat(head(bob, upload).statusCode()).isEqualTo(404);
        assertThat(patch(bob, upload, 0, bytes(10)).statusCode()).isEqualTo(404);
        assertThat(ask(bob, "DELETE", upload, BodyPublishers.noBody(), "X-Any", "1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(offset(alice, upload)).isZero();
        assertThat(HTTP.send(HttpRequest.newBuilder(upload).HEAD().build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotAsItShouldBeIsRefusedAndLeavesNothing() throws Exception {
        long uploads = filesIn("uploads");
        long assets = filesIn("assets");
        assertThat(create(alice, 10, named("../")).statusCode()).isEqualTo(400);
        assertThat(create(alice, 10, "other " + base64(new byte[1])).statusCode())
                .isEqualTo(400);
        assertThat(create(alice, 10, named("a") + ",sha256 abc").statusCode()).isEqualTo(400);
        assertThat(create(alice, 21_000_000, named("large")).statusCode()).isEqualTo(413);
        assertThat(filesIn("uploads")).isEqualTo(uploads);

        URI wrong = begun(alice, 10, named("a") + "," + hashed(new byte[32]));
        HttpResponse<String> refused = patch(alice, wrong, 0, bytes(10));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("bad_request");
        assertThat(head(alice, wrong).statusCode()).isEqualTo(404);

        URI upload = begun(alice, 10, named("b"));
        assertThat(patch(alice, upload, 5, bytes(5)).statusCode()).isEqualTo(409);
        assertThat(patch(alice, upload, 0, bytes(5), "Upload-Checksum", "sha1 " + base64(new byte[20]))
                        .statusCode())
                .isEqualTo(460);
        assertThat(offset(alice, upload)).isZero();
        assertThat(patch(alice, upload, 0, bytes(11)).statusCode()).isEqualTo(400);
        assertThat(ask(alice, "DELETE", upload, BodyPublishers.noBody(), "X-Any", "1")
                        .statusCode())
                .isEqualTo(204);
        assertThat(head(alice, upload).statusCode()).isEqualTo(404);
        assertThat(filesIn("uploads")).isEqualTo(uploads);
        assertThat(filesIn("assets")).isEqualTo(assets);
    }

    @Test
    void nobodyBeginsWithoutEnd() throws Exception {
        Person carol = Person.register(server, "carol");
        for (int i = 0; i < 32; i++) {
            begun(carol, 10, named("a"));
        }
        assertThat(create(carol, 10, named("a")).statusCode()).isEqualTo(429);
        begun(alice, 10, named("a"));
    }

    @Test
    void neitherBytesNorNamesLieThereInClear() throws Exception {
        byte[] text = "The treasure lies under the elm. ".repeat(100).getBytes(StandardCharsets.UTF_8);
        URI upload = begun(alice, text.length + 1L, named("treasure-map.txt"));
        patch(alice, upload, 0, text);
        try (Stream<Path> files = Files.walk(server.data().resolve("uploads"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("treasure")
                            .doesNotContain(base64("treasure".getBytes(StandardCharsets.UTF_8))
                                    .substring(0, 8)));
        }
    }

    private static JsonNode upload(Person by, String name, byte[] content) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve("/v1/assets?name=" + name))
                        .header("Authorization", "Bearer " + by.token())
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void aPictureHasASmallOne() throws Exception {
        JsonNode granted = upload(alice, "large.png", png(1_600, 1_200));

        HttpResponse<byte[]> small = HTTP.send(
                HttpRequest.newBuilder(
                                server.url().resolve(granted.path("thumbnail").asText()))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(small.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(small.body()));
        assertThat(image.getWidth()).isEqualTo(480);
        assertThat(image.getHeight()).isEqualTo(360);
        HttpResponse<byte[]> whole = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve(granted.path("url").asText()))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(whole.body()).isEqualTo(png(1_600, 1_200));
        assertThat(whole.headers().firstValue("ETag"))
                .isNotEqualTo(small.headers().firstValue("ETag"));
        assertThat(upload(alice, "small.png", png(100, 100)).has("thumbnail")).isFalse();
        assertThat(upload(alice, "broken.png", Arrays.copyOf(png(1_600, 1_200), 60))
                        .path("width")
                        .asInt())
                .isEqualTo(1_600);
    }

    /** 60,000 x 60,000 pixels say so in their first bytes; nobody makes them. */
    @Test
    void aPictureThatWouldTakeAllMemoryIsRefused() throws Exception {
        long before = filesIn("assets");
        byte[] bomb = png(1, 1);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);

        JsonNode refused = upload(alice, "bomb.png", bomb);

        assertThat(refused.path("code").asText()).isEqualTo("payload_too_large");
        assertThat(refused.path("detail").asText()).contains("pixels");
        assertThat(filesIn("assets")).isEqualTo(before);
    }

    private static byte[] bad() {
        return ("x".repeat(100_000) + GivenClamd.BAD).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whatTheScannerFindsOrDoesNotLookIntoIsRefusedAndLeavesNothing() throws Exception {
        long uploads = filesIn("uploads");
        long assets = filesIn("assets");

        JsonNode plain = upload(alice, "letter.txt", bad());
        assertThat(plain.path("code").asText()).isEqualTo("bad_request");
        assertThat(plain.path("detail").asText()).contains("virus scanner");
        URI inParts = begun(alice, bad().length, named("letter.txt"));
        HttpResponse<String> refused = patch(alice, inParts, 0, bad());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("virus scanner");
        assertThat(head(alice, inParts).statusCode()).isEqualTo(404);
        JsonNode large = upload(alice, "large.bin", bytes(18_500_000));
        assertThat(large.path("code").asText()).isEqualTo("payload_too_large");
        assertThat(large.path("detail").asText()).contains("virus scanner");

        assertThat(filesIn("uploads")).isEqualTo(uploads);
        assertThat(filesIn("assets")).isEqualTo(assets);
    }

    @Test
    void uploadsWaitForTheScannerAndDownloadsDoNot() throws Exception {
        byte[] whole = bytes(1_000);
        String before = upload(alice, "before.bin", whole).path("asset").asText();
        long assets = filesIn("assets");
        URI inParts = begun(alice, whole.length, named("after.bin"));

        clamd.go();
        assertThat(upload(alice, "now.bin", whole).path("code").asText()).isEqualTo("unavailable");
        HttpResponse<String> waits = patch(alice, inParts, 0, whole);
        assertThat(waits.statusCode()).isEqualTo(503);
        assertThat(waits.body()).contains("\"retryable\":true");
        assertThat(content(alice, before)).isEqualTo(whole);
        assertThat(filesIn("assets")).isEqualTo(assets);

        clamd.comeAgain();
        assertThat(content(alice, asset(patch(alice, inParts, whole.length, new byte[0]))))
                .isEqualTo(whole);
    }

    @Test
    void whoLeavesInTheMidstOfAnUploadIsNoFault() throws Exception {
        String before = server.said();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/assets?name=left.bin HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + server.url().getPort() + "\r\nAuthorization: Bearer " + alice.token()
                                    + "\r\nContent-Length: 100000\r\n\r\nsome")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain(" 500 ");
        }
        assertThat(filesIn("assets/incoming")).isZero();
        assertThat(server.said().substring(before.length())).doesNotContain("ERROR");
    }

    private static Path stored(String asset) {
        return server.data()
                .resolve("assets")
                .resolve(asset.substring(asset.length() - 2))
                .resolve(asset);
    }

    /** As a storage does that is away, or goes in the midst of it. */
    @Test
    void aStorageThatFailsIsNeverTakenForAFile() throws Exception {
        String asset = upload(alice, "film.bin", bytes(SIZE)).path("asset").asText();
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/v1/assets/" + asset))
                .header("Authorization", "Bearer " + alice.token())
                .build();
        try (FileChannel file = FileChannel.open(stored(asset), StandardOpenOption.WRITE)) {
            file.truncate(SIZE / 2);
        }
        assertThatThrownBy(() -> HTTP.send(request, BodyHandlers.ofByteArray())).isInstanceOf(IOException.class);

        Files.delete(stored(asset));
        HttpResponse<String> away = HTTP.send(request, BodyHandlers.ofString());
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("unavailable");
        assertThat(away.headers().firstValue("Cache-Control").orElse("")).contains("no-store");

        Path inTheWay = Files.createDirectories(stored(asset).resolve("in the way"));
        assertThat(ask(alice, "DELETE", request.uri(), BodyPublishers.noBody(), "X-Any", "1")
                        .statusCode())
                .as("nobody can fetch it any more, whatever becomes of its bytes")
                .isEqualTo(204);
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        Files.delete(inTheWay);
        Files.delete(stored(asset));
    }
}
