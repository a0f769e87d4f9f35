package io.parley.assets;

import io.parley.api.id.AssetId;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** An asset as the answer to one request: its bytes are read once, from wherever a range begins. */
final class AssetResource extends AbstractResource {
    private final AssetId asset;
    private final long size;
    private final InputStream bytes;

    AssetResource(AssetId asset, long size, InputStream bytes) {
        this.asset = asset;
        this.size = size;
        this.bytes = bytes;
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

    @Override
    public InputStream getInputStream() {
        return bytes;
    }
}
