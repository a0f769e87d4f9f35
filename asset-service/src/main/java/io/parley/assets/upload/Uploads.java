package io.parley.assets.upload;

import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemCode;
import io.parley.api.problem.ProblemException;
import io.parley.assets.storage.Reserve;
import io.parley.sealing.Sealer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import me.desair.tus.server.TusFileUploadService;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.upload.UploadInfo;
import me.desair.tus.server.upload.UploadLock;
import org.jspecify.annotations.Nullable;

/** Uploads that may be interrupted and gone on with, as tus 1.0.0 has it: creation, termination, checksum, expiration. Thread-safe. */
public final class Uploads {
    private static final int BROKEN = 500;
    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** What is told where the disk has none. */
    public static final String NO_ROOM =
            "This server has no room for files now; try again later, or tell its operator.";

    private final SealedUploads uploads;
    private final UploadLocks locks = new UploadLocks(MOMENT);
    private final TusFileUploadService tus;

    private Uploads(SealedUploads uploads, String path, long largest) {
        this.uploads = uploads;
        this.tus = new TusFileUploadService()
                .withUploadUri(path)
                .withMaxUploadSize(largest)
                .withUploadStorageService(uploads)
                .withUploadLockingService(locks)
                .disableTusExtension("concatenation");
    }

    /**
     * @param folder of their bytes until they end
     * @param path at which they are reached
     * @param largest in bytes
     * @param within after which one that has not ended is forgotten
     * @param reserve on the disk of that folder
     */
    public static Uploads in(
            Path folder, String path, long largest, Duration within, Reserve reserve, Sealer sealer, Clock clock) {
        return new Uploads(SealedUploads.in(folder, sealer, clock, within, reserve), path, largest);
    }

    /** What becomes of an upload that has ended. */
    @FunctionalInterface
    public interface Ending {
        /** @throws ProblemException where it cannot become an asset: as {@code unavailable} it can later */
        AssetId store(Map<String, String> metadata, InputStream bytes) throws IOException;
    }

    /** How many of somebody's have not ended. */
    public int count(UserId owner) throws IOException {
        return uploads.count(owner);
    }

    /** What a client says of a file, decoded; a name without a value has an empty one. */
    public static Map<String, String> metadata(@Nullable String header) {
        UploadInfo info = new UploadInfo();
        info.setEncodedMetadata(header);
        return info.getMetadata();
    }

    /**
     * Answers a request of the protocol.
     *
     * @return the asset that the upload became, now or before; empty while it has not ended
     * @throws ProblemException what the ending throws; the upload is gone then, but for {@code unavailable}
     */
    public Optional<AssetId> process(
            HttpServletRequest request, HttpServletResponse response, UserId owner, Ending ending) throws IOException {
        try {
            tus.process(request, new ProblemAnswers(response), owner.value());
        } catch (Records.SenderGone gone) { // there is nobody to answer, and what came is kept
            return Optional.empty();
        } catch (Reserve.NoRoom full) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, NO_ROOM);
        } catch (IOException disk) {
            throw ProblemException.unavailable(AGAIN, disk);
        }
        boolean patched =
                request.getMethod().equals("PATCH") && response.getStatus() == HttpServletResponse.SC_NO_CONTENT;
        if (!patched && !request.getMethod().equals("HEAD")) {
            return Optional.empty();
        }
        StoredUpload upload = (StoredUpload) uploads.getUploadInfo(request.getRequestURI(), owner.value());
        if (upload == null) {
            return Optional.empty();
        }
        String asset = upload.state().asset();
        if (asset != null) {
            return AssetId.parse(asset);
        }
        return patched && !upload.isUploadInProgress()
                ? Optional.of(end(request.getRequestURI(), owner, ending))
                : Optional.empty();
    }

    private AssetId end(String uri, UserId owner, Ending ending) throws IOException {
        try (UploadLock lock = locks.lockUploadByUri(uri)) {
            StoredUpload upload = (StoredUpload) uploads.getUploadInfo(uri, owner.value());
            if (lock == null || upload == null) {
                throw new IOException("the upload " + uri + " is gone");
            }
            try (InputStream bytes = uploads.read(upload)) {
                AssetId asset = ending.store(upload.getMetadata(), bytes);
                uploads.became(upload, asset.value());
                return asset;
            } catch (ProblemException e) {
                if (e.problem().status() < BROKEN) {
                    uploads.terminateUpload(upload);
                }
                throw e;
            }
        } catch (TusException e) {
            throw new IOException("two requests end the upload " + uri, e);
        }
    }

    /** Those that began too long ago. */
    public void forgetOld() throws IOException {
        uploads.cleanupExpiredUploads(locks);
    }
}
