package io.parley.assets.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.Sealed;
import io.parley.api.id.UserId;
import io.parley.api.key.PrivateFile;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.assets.storage.AssetKey;
import io.parley.assets.storage.Reserve;
import io.parley.sealing.Sealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import me.desair.tus.server.exception.UploadNotFoundException;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import me.desair.tus.server.upload.UploadInfo;
import me.desair.tus.server.upload.UploadLockingService;
import me.desair.tus.server.upload.UploadStorageService;
import me.desair.tus.server.upload.UuidUploadIdFactory;
import me.desair.tus.server.upload.concatenation.UploadConcatenationService;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that have not ended, two files each: {@code owner.id} has the bytes, {@code owner.id.info} the rest, both unreadable without the owner's
 * key. Thread-safe as far as each upload is locked while it is used.
 */
final class SealedUploads implements UploadStorageService {
    private static final String INFO = ".info";
    private static final ObjectMapper JSON = NamedEventSerializer.mapper();

    private final Path folder;
    private final Sealer sealer;
    private final Clock clock;
    private final Duration within;
    private final Reserve reserve;
    private final Map<String, Records.End> ends = new ConcurrentHashMap<>();
    private UploadIdFactory ids = new UuidUploadIdFactory();
    private long largest;

    private SealedUploads(Path folder, Sealer sealer, Clock clock, Duration within, Reserve reserve) {
        this.folder = folder;
        this.sealer = sealer;
        this.clock = clock;
        this.within = within;
        this.reserve = reserve;
    }

    /** @param within after which an upload that has not ended is forgotten */
    static SealedUploads in(Path folder, Sealer sealer, Clock clock, Duration within, Reserve reserve) {
        try {
            Files.createDirectories(folder);
            return new SealedUploads(folder, sealer, clock, within, reserve);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of uploads " + folder + " cannot be used", e);
        }
    }

    /** How many of somebody's have not ended. */
    int count(UserId owner) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, owner.value() + ".*" + INFO)) {
            for (Path file : files) {
                if (Files.exists(bytes(file))) {
                    count++;
                }
            }
        }
        return count;
    }

    private static Path bytes(Path info) {
        String name = info.getFileName().toString();
        return info.resolveSibling(name.substring(0, name.length() - INFO.length()));
    }

    private Path file(String owner, UploadId id) {
        return folder.resolve(owner + "." + id);
    }

    private Path info(String owner, UploadId id) {
        return folder.resolve(owner + "." + id + INFO);
    }

    @Override
    public UploadInfo create(UploadInfo info, String owner) throws IOException {
        UploadId id = ids.createId();
        UploadState state = new UploadState(
                info.getEncodedMetadata(),
                info.getLength(),
                AssetKey.create().text(),
                clock.instant().plus(within).toEpochMilli(),
                null);
        Files.createFile(file(owner, id));
        write(owner, id, state);
        return new StoredUpload(id, owner, state, 0);
    }

    private void write(String owner, UploadId id, UploadState state) throws IOException {
        Sealed sealed = sealer.seal(new UserId(owner), JSON.writeValueAsString(state));
        PrivateFile.replace(info(owner, id), JSON.writeValueAsBytes(sealed));
    }

    @Override
    public @Nullable UploadInfo getUploadInfo(String uri, @Nullable String owner) throws IOException {
        UploadId id = ids.readUploadId(uri);
        return id == null || owner == null ? null : find(owner, id).orElse(null);
    }

    private Optional<StoredUpload> find(String owner, UploadId id) throws IOException {
        Sealed sealed;
        try {
            sealed = JSON.readValue(Files.readAllBytes(info(owner, id)), Sealed.class);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<String> text = sealer.open(sealed);
        if (text.isEmpty()) { // erased
            return Optional.empty();
        }
        UploadState state = JSON.readValue(text.get(), UploadState.class);
        long offset = state.asset() != null && state.length() != null
                ? state.length()
                : end(owner, id, state).offset();
        return Optional.of(new StoredUpload(id, owner, state, offset));
    }

    private Records.End end(String owner, UploadId id, UploadState state) throws IOException {
        Records.End known = ends.get(id.toString());
        if (known != null) {
            return known;
        }
        Records.End read = records(owner, id, state).end();
        ends.put(id.toString(), read);
        return read;
    }

    private Records records(String owner, UploadId id, UploadState state) {
        return new Records(file(owner, id), AssetKey.of(state.key()), reserve);
    }

    /** Only its owner asks for an upload. */
    @Override
    public @Nullable UploadInfo getUploadInfo(UploadId id) {
        return null;
    }

    @Override
    public UploadInfo append(UploadInfo upload, InputStream bytes) throws IOException {
        StoredUpload stored = (StoredUpload) upload;
        String owner = stored.getOwnerKey();
        UploadId id = stored.getId();
        Records.End end = end(owner, id, stored.state());
        long most = (stored.getLength() == null ? largest : stored.getLength()) - end.offset();
        try {
            keep(stored, records(owner, id, stored.state()).append(end, bytes, most));
        } catch (Records.SenderGone e) {
            keep(stored, e.end());
            throw e;
        } catch (IOException e) {
            ends.remove(id.toString());
            throw e;
        }
        return stored;
    }

    private void keep(StoredUpload upload, Records.End end) {
        ends.put(upload.getId().toString(), end);
        upload.setOffset(end.offset());
    }

    /** The length, where it was left open at first; nothing else changes. */
    @Override
    public void update(UploadInfo upload) throws IOException {
        StoredUpload stored = (StoredUpload) upload;
        if (!Objects.equals(stored.getLength(), stored.state().length())) {
            write(stored.getOwnerKey(), stored.getId(), stored.state().with(stored.getLength()));
        }
    }

    /** From now on it is that asset, and its bytes are there. */
    void became(UploadInfo upload, String asset) throws IOException {
        StoredUpload stored = (StoredUpload) upload;
        write(
                stored.getOwnerKey(),
                stored.getId(),
                stored.state().with(stored.getLength()).become(asset));
        Files.deleteIfExists(file(stored.getOwnerKey(), stored.getId()));
        ends.remove(stored.getId().toString());
    }

    @Override
    public InputStream getUploadedBytes(String uri, String owner) throws IOException, UploadNotFoundException {
        UploadInfo upload = getUploadInfo(uri, owner);
        if (upload == null) {
            throw new UploadNotFoundException("there is no upload " + uri);
        }
        return read(upload);
    }

    InputStream read(UploadInfo upload) throws IOException {
        StoredUpload stored = (StoredUpload) upload;
        return records(stored.getOwnerKey(), stored.getId(), stored.state()).read();
    }

    @Override
    public InputStream getUploadedBytes(UploadId id) throws UploadNotFoundException {
        throw new UploadNotFoundException("only its owner asks for an upload");
    }

    @Override
    public void copyUploadTo(UploadInfo upload, OutputStream to) throws IOException {
        try (InputStream all = read(upload)) {
            all.transferTo(to);
        }
    }

    /** What turned out not to be what its checksum says; of nothing, where a request was refused for another reason. */
    @Override
    public void removeLastNumberOfBytes(@Nullable UploadInfo upload, long count) throws IOException {
        if (upload == null || count <= 0) {
            return;
        }
        StoredUpload stored = (StoredUpload) upload;
        Records records = records(stored.getOwnerKey(), stored.getId(), stored.state());
        keep(stored, records.cut(Math.max(0, stored.getOffset() - count)));
    }

    @Override
    public void terminateUpload(UploadInfo upload) throws IOException {
        remove(info(upload.getOwnerKey(), upload.getId()));
    }

    private void remove(Path info) throws IOException {
        Path bytes = bytes(info);
        String name = bytes.getFileName().toString();
        Files.deleteIfExists(bytes);
        Files.deleteIfExists(info);
        ends.remove(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Those that began too long ago, whether they ended or not. */
    @Override
    public void cleanupExpiredUploads(UploadLockingService locks) throws IOException {
        Instant before = clock.instant().minus(within);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOlder(file, before)) {
                    if (file.getFileName().toString().endsWith(INFO)) {
                        remove(file);
                    } else if (!Files.exists(file.resolveSibling(file.getFileName() + INFO))) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }

    @Override
    public String getUploadUri() {
        return ids.getUploadUri();
    }

    @Override
    public void setIdFactory(UploadIdFactory factory) {
        ids = factory;
    }

    @Override
    public void setMaxUploadSize(Long size) {
        largest = size;
    }

    @Override
    public long getMaxUploadSize() {
        return largest;
    }

    @Override
    public Long getUploadExpirationPeriod() {
        return within.toMillis();
    }

    @Override
    public void setUploadExpirationPeriod(@Nullable Long period) {}

    @Override
    public void setUploadConcatenationService(@Nullable UploadConcatenationService none) {}

    @Override
    public @Nullable UploadConcatenationService getUploadConcatenationService() {
        return null;
    }
}
