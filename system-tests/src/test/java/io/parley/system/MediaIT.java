package io.parley.system;

import static io.parley.system.Deadline.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.client.http.Granted;
import io.parley.client.http.Inbox;
import io.parley.client.http.ParleyProblem;
import io.parley.client.session.Content;
import io.parley.client.session.MemorySessionStore;
import io.parley.client.session.Session;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in messages, and who may have them. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class MediaIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SIZE = 300_000;

    private final RunningServer server;

    @TempDir
    private Path folder;

    private Person alice;
    private Person bob;
    private Person mallory;
    private String conversation;

    MediaIT(RunningServer server) {
        this.server = server;
    }

    @BeforeEach
    void people() {
        alice = Person.register(server, "alice");
        bob = Person.register(server, "bob");
        mallory = Person.register(server, "mallory");
        conversation = alice.with(bob);
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private Granted upload(Person person, String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(UUID.randomUUID().toString()), content);
        return person.http().upload(person.token(), name, file);
    }

    private HttpResponse<byte[]> fetch(@Nullable Person by, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path));
        if (by != null) {
            request.header("Authorization", "Bearer " + by.token());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String asset(Granted granted) {
        return "/v1/assets/" + granted.asset();
    }

    private static String in(Granted granted, String conversation, long seq) {
        return asset(granted) + "?conversation=" + conversation + "&seq=" + seq;
    }

    private static ClientFrame.Send attaching(String id, String where, String body, String grant) {
        return new ClientFrame.Send(id, where, UUID.randomUUID(), null, null, null, body, List.of(grant), null, null);
    }

    private long send(Person by, String where, Granted granted) {
        try (Socket socket = by.connect()) {
            ServerFrame answer = socket.ask(id -> attaching(id, where, "look", granted.attach()));
            return ((ServerFrame.Accepted) answer).seq();
        }
    }

    @Test
    void whoComesOnlineLaterFetchesWhatWasSent() throws Exception {
        byte[] content = bytes();
        Granted granted = upload(alice, "notes.bin", content);
        try (Session a = alice.session(new MemorySessionStore(), new Received())) {
            Deadline.get(a.send(conversation, Session.newMid(), Content.text("").with(List.of(granted))));
        }
        Received toBob = new Received();
        try (Session b = bob.session(new MemorySessionStore(), toBob)) {
            await().until(() -> !toBob.bodies(conversation).isEmpty());
            ServerFrame.Attachment attachment = toBob.entries(conversation).stream()
                    .filter(entry -> entry.attachments() != null)
                    .findFirst()
                    .orElseThrow()
                    .attachments()
                    .getFirst();
            assertThat(attachment)
                    .isEqualTo(new ServerFrame.Attachment(
                            granted.asset(), "application/octet-stream", SIZE, "notes.bin", null, null));
            assertThat(b.state()).isNotNull();
        }
        Path saved = folder.resolve("saved");
        bob.http().download(bob.http().grants(bob.token(), granted.asset(), conversation, 1), saved);
        assertThat(Files.readAllBytes(saved)).isEqualTo(content);
        HttpResponse<byte[]> whole = fetch(bob, in(granted, conversation, 1));
        assertThat(whole.body()).isEqualTo(content);
        assertThat(whole.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"notes.bin\"");
        HttpResponse<byte[]> range = fetch(bob, in(granted, conversation, 1), "Range", "bytes=70000-70009");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(content, 70_000, 70_010));
        assertThat(fetch(bob, in(granted, conversation, 1), "If-None-Match", '"' + granted.asset() + '"')
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void anyRangesAreThoseBytesAndNoneIsNoFile() throws Exception {
        byte[] content = bytes();
        Granted granted = upload(alice, "notes.bin", content);

        HttpResponse<byte[]> two = fetch(alice, asset(granted), "Range", "bytes=200000-200009,10-19");
        assertThat(two.statusCode()).isEqualTo(206);
        assertThat(new String(two.body(), StandardCharsets.ISO_8859_1))
                .containsSubsequence(
                        "bytes 200000-200009/" + SIZE,
                        new String(content, 200_000, 10, StandardCharsets.ISO_8859_1),
                        "bytes 10-19/" + SIZE,
                        new String(content, 10, 10, StandardCharsets.ISO_8859_1));
        HttpResponse<byte[]> none = fetch(alice, asset(granted), "Range", "bytes=" + SIZE + "-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.headers().firstValue("Content-Range")).contains("bytes */" + SIZE);
        assertThat(none.body()).isEmpty();
        HttpResponse<Void> head = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve(granted.url()))
                        .HEAD()
                        .build(),
                BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    @Test
    void nobodyElseHasItHoweverTheyAsk() throws Exception {
        Granted granted = upload(alice, "secret.txt", bytes());
        assertThat(fetch(bob, asset(granted)).statusCode()).isEqualTo(404);
        long seq = send(alice, conversation, granted);
        String ofMallory = mallory.with(bob);

        assertThat(fetch(bob, in(granted, conversation, seq)).statusCode()).isEqualTo(200);
        assertThat(fetch(bob, in(granted, conversation, seq - 1)).statusCode()).isEqualTo(404);
        assertThat(fetch(mallory, asset(granted)).statusCode()).isEqualTo(404);
        assertThat(fetch(mallory, in(granted, conversation, seq)).statusCode()).isEqualTo(404);
        assertThat(fetch(mallory, in(granted, ofMallory, 0)).statusCode()).isEqualTo(404);
        assertThat(fetch(mallory, asset(granted)).body())
                .isEqualTo(fetch(mallory, "/v1/assets/" + UUID.randomUUID()).body());
        assertThat(fetch(null, in(granted, conversation, seq)).statusCode()).isEqualTo(401);
        try (Socket m = mallory.connect()) {
            assertThat(m.askInVain(id -> attaching(id, ofMallory, "mine", granted.attach()))
                            .code())
                    .isEqualTo("attachment_refused");
            assertThat(m.askInVain(id -> attaching(id, ofMallory, "mine", granted.asset()))
                            .code())
                    .isEqualTo("attachment_refused");
        }
    }

    @Test
    void aGroupsPictureIsForWhoIsInItAlsoForWhoCameLater() throws Exception {
        Granted picture = upload(alice, "group.png", png());
        String group = server.http().createGroup(alice.token(), "with a picture", List.of());
        Granted ofBob = upload(bob, "b.png", png());
        assertThat(catchThrowableOfType(
                                ParleyProblem.class,
                                () -> alice.http().pictureGroup(alice.token(), group, ofBob.attach()))
                        .code())
                .isEqualTo("bad_request");

        alice.http().pictureGroup(alice.token(), group, picture.attach());
        await().until(() -> pictureOf(alice, group) != null);
        Inbox.Picture shown = pictureOf(alice, group);
        assertThat(shown.asset()).isEqualTo(picture.asset());
        assertThat(fetch(bob, in(picture, group, shown.seq())).statusCode()).isEqualTo(404);

        alice.http().addMembers(alice.token(), group, List.of(bob.handle()));
        bob.http().answerInvitation(bob.token(), group, true);
        await().until(() -> shown.equals(pictureOf(bob, group)));
        assertThat(fetch(bob, in(picture, group, shown.seq())).statusCode()).isEqualTo(200);
        assertThat(fetch(mallory, in(picture, group, shown.seq())).statusCode()).isEqualTo(404);

        alice.http().pictureGroup(alice.token(), group, "");
        await().until(() -> pictureOf(bob, group) == null);
        assertThat(fetch(bob, in(picture, group, shown.seq())).statusCode())
                .as("Bob came after the entry that brought it")
                .isEqualTo(404);
        assertThat(fetch(alice, in(picture, group, shown.seq())).statusCode()).isEqualTo(200);
    }

    private static Inbox.@Nullable Picture pictureOf(Person person, String group) {
        return person.http().inbox(person.token(), 9).conversations().stream()
                .filter(line -> line.conversation().equals(group))
                .flatMap(line -> Stream.ofNullable(line.picture()))
                .findFirst()
                .orElse(null);
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @Test
    void aPictureInAProfileIsForEverybodyAsLongAsItIsThere() throws Exception {
        byte[] png = png();
        Granted picture = upload(alice, "me.png", png);
        Granted text = upload(alice, "me.txt", bytes());
        String shown = asset(picture) + "?user=" + alice.user();
        assertThat(fetch(mallory, shown).statusCode()).isEqualTo(404);
        for (String useless : List.of(
                text.attach(), picture.asset(), upload(bob, "b.png", png).attach())) {
            assertThat(catchThrowableOfType(
                                    ParleyProblem.class, () -> alice.http().changeAvatar(alice.token(), useless))
                            .code())
                    .isEqualTo("bad_request");
        }

        alice.http().changeAvatar(alice.token(), picture.attach());
        await().until(() -> fetch(mallory, shown).statusCode() == 200);
        await().until(() -> bob.http().inbox(bob.token(), 9).conversations().stream()
                .flatMap(line -> line.members().stream())
                .anyMatch(member -> picture.asset().equals(member.avatar())));
        Path saved = folder.resolve("avatar");
        bob.http().download(bob.http().avatar(bob.token(), alice.user(), picture.asset()), saved);
        assertThat(Files.readAllBytes(saved)).isEqualTo(png);
        assertThat(fetch(mallory, asset(text) + "?user=" + alice.user()).statusCode())
                .isEqualTo(404);

        alice.http().changeAvatar(alice.token(), "");
        await().until(() -> fetch(mallory, shown).statusCode() == 404);
    }

    @Test
    void whatNothingRefersToIsCollectedAndNobodyStoresWithoutEnd(@TempDir Path data) throws Exception {
        try (RunningServer small = RunningServer.up(
                data,
                "parley.assets.collect-after=2s",
                "parley.assets.quota=700KB",
                "parley.assets.attach-within=1s")) {
            Person owner = Person.register(small, "owner");
            Person other = Person.register(small, "other");
            String talk = owner.with(other);
            Path file = Files.write(folder.resolve("bytes"), bytes());
            Granted sent = small.http().upload(owner.token(), "sent.bin", file);
            Path unrecorded = Files.createDirectories(small.data().resolve("assets/00"))
                    .resolve("01a22c6e-0ca0-7ad7-a70c-07917f87cb00");
            Files.write(unrecorded, bytes());
            Path notOurs = Files.write(unrecorded.resolveSibling("notes"), bytes());
            long seq;
            try (Socket socket = owner.connect()) {
                ServerFrame answer = socket.ask(id -> attaching(id, talk, "look", sent.attach()));
                seq = ((ServerFrame.Accepted) answer).seq();
                Granted loose = small.http().upload(owner.token(), "loose.bin", file);
                await().until(() -> tooMuch(small, owner, file));
                await().until(() -> !isThere(small, owner, loose));
                assertThat(isThere(small, owner, sent))
                        .as("a message carries it")
                        .isTrue();
                await().until(() -> !tooMuch(small, owner, file));
                socket.changed(talk, ClientFrame.Kind.DELETED, seq, "");
            }
            await().until(() -> !isThere(small, owner, sent));
            await().until(() -> Files.notExists(unrecorded));
            Files.delete(notOurs);
            try (Stream<Path> stored = Files.walk(small.data().resolve("assets"))) {
                assertThat(stored.filter(Files::isRegularFile)).hasSizeLessThan(2);
            }
        }
    }

    private static boolean tooMuch(RunningServer at, Person by, Path file) {
        try {
            at.http().upload(by.token(), "more.bin", file);
            return false;
        } catch (ParleyProblem problem) {
            return problem.code().equals("payload_too_large");
        }
    }

    private static boolean isThere(RunningServer at, Person by, Granted file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at.url().resolve(asset(file)))
                .header("Authorization", "Bearer " + by.token())
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    @Test
    void anAddressWithoutATokenWorksForThatFileOnly() throws Exception {
        Granted one = upload(alice, "one.txt", "one".getBytes(StandardCharsets.UTF_8));
        Granted other = upload(alice, "other.txt", "other".getBytes(StandardCharsets.UTF_8));

        assertThat(fetch(null, one.url()).body()).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        String grant = one.url().substring(one.url().indexOf('?'));
        assertThat(fetch(null, asset(other) + grant).statusCode()).isEqualTo(404);
        assertThat(fetch(null, asset(one) + grant + "x").statusCode()).isEqualTo(404);
        assertThat(fetch(null, asset(one) + "?grant=" + one.attach()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoIsTakenOutOfAGroupFetchesNothingOfWhatCameAfter() throws Exception {
        alice.connect().close();
        try (Socket a = alice.connect();
                Socket b = bob.connect()) {
            a.say(conversation, "hello");
            b.say(conversation, "hello");
        }
        String[] group = new String[1];
        await().until(() -> {
            group[0] = alice.http().createGroup(alice.token(), "Group", List.of(bob.handle()));
            return true;
        });
        Granted before = upload(alice, "before", bytes());
        long seen = send(alice, group[0], before);
        await().until(() -> fetch(bob, in(before, group[0], seen)).statusCode() == 200);
        alice.http().removeMember(alice.token(), group[0], bob.user());
        Granted after = upload(alice, "after", bytes());
        long unseen = send(alice, group[0], after);

        await().until(() -> fetch(alice, in(after, group[0], unseen)).statusCode() == 200);
        assertThat(fetch(bob, in(after, group[0], unseen)).statusCode()).isEqualTo(404);
        assertThat(fetch(bob, in(before, group[0], seen)).statusCode()).isEqualTo(200);
    }

    @Test
    void itsOwnerRemovesItForEverybody() throws Exception {
        Granted granted = upload(alice, "notes", bytes());
        long seq = send(alice, conversation, granted);
        assertThat(remove(bob, granted)).isEqualTo(404);
        assertThat(fetch(bob, in(granted, conversation, seq)).statusCode()).isEqualTo(200);
        assertThat(remove(alice, granted)).isEqualTo(204);

        assertThat(remove(alice, granted)).isEqualTo(404);
        assertThat(fetch(bob, in(granted, conversation, seq)).statusCode()).isEqualTo(404);
        assertThat(fetch(null, granted.url()).statusCode()).isEqualTo(404);
        try (Stream<Path> files = Files.walk(server.data().resolve("assets"))) {
            assertThat(files).noneMatch(file -> file.endsWith(granted.asset()));
        }
    }

    private int remove(Person by, Granted granted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(asset(granted)))
                .header("Authorization", "Bearer " + by.token())
                .DELETE()
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aPictureIsShownWithItsSizeAndMarkupIsNeverAPage() throws Exception {
        Path png = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
        Granted picture = alice.http().upload(alice.token(), "not-a-picture.html", png);
        Granted markup =
                upload(alice, "picture.png", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8));

        assertThat(picture)
                .extracting(Granted::type, Granted::width, Granted::height)
                .containsExactly("image/png", 640, 480);
        HttpResponse<byte[]> answer = fetch(null, markup.url());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
    }

    @Test
    void aPhotoDoesNotSayWhereItWasTaken() throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpg", plain);
        byte[] xmp = "http://ns.adobe.com/xap/1.0/\0 exif:GPSLatitude=48.8566 ".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        taken.write(plain.toByteArray(), 0, 2);
        taken.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (xmp.length + 2)});
        taken.writeBytes(xmp);
        taken.write(plain.toByteArray(), 2, plain.size() - 2);

        Granted photo = upload(alice, "photo.jpg", taken.toByteArray());
        assertThat(photo).extracting(Granted::type, Granted::size).containsExactly("image/jpeg", (long) taken.size());
        byte[] stored = fetch(null, photo.url()).body();
        assertThat(stored).hasSize(taken.size());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("GPSLatitude", "48.8566");
        assertThat(ImageIO.read(new ByteArrayInputStream(stored)).getWidth()).isEqualTo(64);
    }

    private HttpResponse<String> post(String name, byte[] content, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/v1/assets?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + alice.token())
                .POST(BodyPublishers.ofByteArray(content));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "'../../etc/passwd', passwd",
        "'C:\\\\Users\\\\me\\\\notes.txt', notes.txt",
        "'a\u202Egpj.exe', agpj.exe"
    })
    void aNameIsOnlyAName(String given, String kept) throws Exception {
        assertThat(post(given, new byte[] {1}).body()).contains("\"name\":\"" + kept + '"');
    }

    @Test
    void whatIsNotAsItShouldBeLeavesNothing() throws Exception {
        byte[] content = bytes();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        String right = "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        long before = stored();

        assertThat(post("empty", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post("..", content).statusCode()).isEqualTo(400);
        assertThat(post("wrong", new byte[] {1}, "Repr-Digest", right).statusCode())
                .isEqualTo(400);
        assertThat(post("odd", content, "Repr-Digest", "md5=:abc:").statusCode())
                .isEqualTo(400);
        breakOff();
        await().until(() -> stored() == before);

        assertThat(post("right", content, "Repr-Digest", right).statusCode()).isEqualTo(201);
        assertThat(stored()).isEqualTo(before + 1);
    }

    /** A client that goes away in the middle of its file. */
    private void breakOff() throws IOException {
        try (java.net.Socket socket =
                new java.net.Socket(server.url().getHost(), server.url().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/assets?name=cut HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + alice.token() + "\r\nContent-Length: 1000000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private long stored() throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve("assets"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
