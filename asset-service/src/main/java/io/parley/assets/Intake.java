package io.parley.assets;

import io.parley.api.asset.AssetCommand.StoreAsset;
import io.parley.api.asset.AssetStored;
import io.parley.api.asset.FindUsage;
import io.parley.api.asset.Thumbnail;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.assets.MediaTypes.Dimensions;
import io.parley.assets.picture.SmallPictures;
import io.parley.assets.picture.WithoutPosition;
import io.parley.assets.scan.Scanner;
import io.parley.assets.storage.AssetKey;
import io.parley.assets.storage.DecryptingStream;
import io.parley.assets.storage.EncryptingStream;
import io.parley.assets.storage.Reserve;
import io.parley.assets.storage.Storage;
import io.parley.assets.storage.StoredName;
import io.parley.assets.upload.Uploads;
import io.parley.sealing.Sealer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files in: nothing is left of one that is refused. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int BUFFER = 16 * 1024;

    private final Storage storage;
    private final AssetCommands commands;
    private final QueryGateway queries;
    private final Sealer sealer;
    private final AssetOptions options;
    private final MediaTypes types = new MediaTypes();
    private final SmallPictures smallPictures = new SmallPictures();
    private final Scanner scanner;
    private final AssetMetrics metrics;

    Intake(
            Storage storage,
            AssetCommands commands,
            QueryGateway queries,
            Sealer sealer,
            AssetOptions options,
            AssetMetrics metrics) {
        this.storage = storage;
        this.commands = commands;
        this.queries = queries;
        this.sealer = sealer;
        this.options = options;
        this.scanner = options.scanner();
        this.metrics = metrics;
    }

    /**
     * Takes all of a body; nothing is left of one that breaks off, is too large, or is not what its digest says.
     *
     * @param digest SHA-256 of the whole, null where the sender did not say
     * @throws ProblemException for what the sender can mend
     * @throws IOException where the sender broke off
     */
    AssetStored upload(UserId owner, String name, InputStream body, byte @Nullable [] digest) throws IOException {
        long left = options.quota().toBytes() - used(owner);
        AssetId asset = AssetId.create();
        AssetKey key = AssetKey.create();
        try (Storage.Incoming incoming = receive(asset)) {
            EncryptingStream encrypting = new EncryptingStream(incoming.stream(), key);
            Received received = receive(body, left, new WithoutPosition(encrypting));
            finish(encrypting);
            check(received, digest);
            String type = types.of(received.head, name);
            Dimensions picture = type.startsWith("image/")
                    ? MediaTypes.dimensions(received.head).orElse(null)
                    : null;
            if (picture != null && picture.pixels() > options.largestPicture()) {
                throw ProblemException.of(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "The picture is larger than the " + options.largestPicture()
                                + " pixels that this server takes.");
            }
            store(incoming);
            scan(asset, key, received.size);
            Optional<byte[]> small = picture == null || !picture.isLargerThan(SmallPictures.SIDE)
                    ? Optional.empty()
                    : small(asset, key, received.size);
            Thumbnail thumbnail = small.isEmpty() ? null : storeSmall(owner, asset, small.get());
            return record(new StoreAsset(
                    asset,
                    owner,
                    type,
                    received.size,
                    sealer.seal(owner, name),
                    sealer.seal(owner, key.text()),
                    picture == null ? null : picture.width(),
                    picture == null ? null : picture.height(),
                    thumbnail));
        }
    }

    /** Nothing refers to it yet: what is refused is removed. */
    private void scan(AssetId asset, AssetKey key, long size) {
        Scanner.Verdict verdict;
        try (InputStream bytes = open(asset, key, size)) {
            verdict = scanner.scan(bytes);
        } catch (IOException e) {
            remove(StoredName.of(asset));
            throw ProblemException.unavailable(AGAIN, e);
        }
        switch (verdict) {
            case Scanner.Clean() -> {}
            case Scanner.Infected(String what) -> {
                LOG.warn("An upload was refused: {}", what);
                metrics.infected();
                remove(StoredName.of(asset));
                throw ProblemException.badRequest("The file is not taken: a virus scanner found something in it.");
            }
            case Scanner.TooLarge() -> {
                LOG.warn(
                        "An upload was refused: its {} bytes are more than clamd looks into (StreamMaxLength, MaxFileSize, MaxScanSize)",
                        size);
                remove(StoredName.of(asset));
                throw ProblemException.of(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "The file is larger than what this server's virus scanner looks into.");
            }
        }
    }

    private void remove(StoredName name) {
        try {
            storage.remove(name);
        } catch (IOException e) {
            throw ProblemException.unavailable(AGAIN, e);
        }
    }

    private Optional<byte[]> small(AssetId asset, AssetKey key, long size) {
        try (InputStream bytes = open(asset, key, size)) {
            return smallPictures.of(bytes);
        } catch (IOException e) {
            throw ProblemException.unavailable(AGAIN, e);
        }
    }

    private Thumbnail storeSmall(UserId owner, AssetId asset, byte[] jpeg) {
        AssetKey key = AssetKey.create();
        try (Storage.Incoming incoming = storage.receive(StoredName.thumbnailOf(asset))) {
            EncryptingStream encrypting = new EncryptingStream(incoming.stream(), key);
            encrypting.write(jpeg);
            encrypting.finish();
            incoming.keep();
        } catch (IOException e) {
            throw notStored(e);
        }
        return new Thumbnail(jpeg.length, sealer.seal(owner, key.text()));
    }

    private InputStream open(AssetId asset, AssetKey key, long size) {
        return DecryptingStream.of(storage, StoredName.of(asset), key, size);
    }

    private static final class Received {
        private final long size;
        private final byte[] head;
        private final byte[] digest;

        Received(long size, byte[] head, byte[] digest) {
            this.size = size;
            this.head = head;
            this.digest = digest;
        }
    }

    private Storage.Incoming receive(AssetId asset) {
        try {
            return storage.receive(StoredName.of(asset));
        } catch (IOException e) {
            throw ProblemException.unavailable(AGAIN, e);
        }
    }

    private long used(UserId owner) {
        return Answers.await(queries.query(new FindUsage(owner), FindUsage.Usage.class), DEADLINE)
                .bytes();
    }

    private Received receive(InputStream body, long left, WithoutPosition into) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] head = new byte[MediaTypes.HEAD_BYTES];
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (size + count > options.largest().toBytes()) {
                throw tooLarge();
            }
            if (size + count > left) {
                throw overQuota();
            }
            if (size < head.length) {
                System.arraycopy(buffer, 0, head, (int) size, (int) Math.min(count, head.length - size));
            }
            sha256.update(buffer, 0, count);
            size += count;
            write(into, buffer, count);
        }
        end(into);
        return new Received(size, Arrays.copyOf(head, (int) Math.min(size, head.length)), sha256.digest());
    }

    private ProblemException overQuota() {
        return ProblemException.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "Your files may have " + options.quota().toBytes()
                        + " bytes together, and this one is too much; remove others first.");
    }

    ProblemException tooLarge() {
        return ProblemException.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "The file is larger than the " + options.largest().toBytes() + " bytes that this server takes.");
    }

    /** @throws ProblemException {@code payload_too_large} where an upload of that size would be */
    void requireRoom(UserId owner, long size) {
        if (isTooLarge(size)) {
            throw tooLarge();
        }
        if (size > options.quota().toBytes() - used(owner)) {
            throw overQuota();
        }
    }

    boolean isTooLarge(long size) {
        return size > options.largest().toBytes();
    }

    /** The disk, not the sender. */
    private static void write(WithoutPosition into, byte[] bytes, int count) {
        try {
            into.write(bytes, 0, count);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static ProblemException notStored(IOException why) {
        return why instanceof Reserve.NoRoom
                ? ProblemException.of(ProblemCode.UNAVAILABLE, Uploads.NO_ROOM)
                : ProblemException.unavailable(AGAIN, why);
    }

    private static void end(WithoutPosition into) {
        try {
            into.finish();
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static void finish(EncryptingStream into) {
        try {
            into.finish();
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static void check(Received received, byte @Nullable [] digest) {
        if (received.size == 0) {
            throw ProblemException.badRequest("The file is empty.");
        }
        if (digest != null && !MessageDigest.isEqual(digest, received.digest)) {
            throw ProblemException.badRequest("The file is not the one that 'Repr-Digest' describes; upload it again.");
        }
    }

    private static void store(Storage.Incoming incoming) {
        try {
            incoming.keep();
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private AssetStored record(StoreAsset command) {
        AssetStored stored = commands.send(command, command.owner())
                .orElseThrow(() -> new IllegalStateException("a new asset was refused"));
        metrics.stored(stored.size());
        return stored;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
