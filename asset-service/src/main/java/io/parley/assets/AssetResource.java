package io.parley.assets;

import io.parley.api.asset.AssetStored;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** An asset as the answer to one request: its bytes are read once, from wherever a range begins. */
final class AssetResource extends AbstractResource {
    private final AssetStored stored;
    private final InputStream bytes;

    AssetResource(AssetStored stored, InputStream bytes) {
        this.stored = stored;
        this.bytes = bytes;
    }

    @Override
    public String getDescription() {
        return "asset " + stored.asset();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return stored.size();
    }

    @Override
    public InputStream getInputStream() {
        return bytes;
    }
}
