package io.parley.assets;

import io.parley.api.id.AssetId;
import io.parley.api.problem.ProblemException;
import io.parley.assets.storage.DecryptingStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.io.AbstractResource;

/** An asset as the answer to one request, which reads it anew for each range. */
final class AssetResource extends AbstractResource {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final AssetId asset;
    private final long size;
    private final long first;
    private final Supplier<DecryptingStream> bytes;

    private AssetResource(AssetId asset, long size, long first, Supplier<DecryptingStream> bytes) {
        this.asset = asset;
        this.size = size;
        this.first = first;
        this.bytes = bytes;
    }

    static AssetResource of(AssetId asset, long size, Supplier<DecryptingStream> bytes) {
        return new AssetResource(asset, size, 0, bytes);
    }

    /** @param offset of the first byte that will be asked for, below the size */
    AssetResource readFrom(long offset) {
        return new AssetResource(asset, size, offset, bytes);
    }

    @Override
    public String getDescription() {
        return "asset " + asset;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return size;
    }

    /** @throws ProblemException where the storage does not give the first bytes: nothing was answered yet, so that can be */
    @Override
    public InputStream getInputStream() {
        DecryptingStream stream = bytes.get();
        try {
            stream.expect(first);
        } catch (IOException e) {
            throw ProblemException.unavailable(AGAIN, e);
        }
        return stream;
    }
}
