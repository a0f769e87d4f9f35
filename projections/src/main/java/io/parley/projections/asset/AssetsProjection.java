package io.parley.projections.asset;

import io.parley.api.asset.AssetRemoved;
import io.parley.api.asset.AssetStored;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.AssetDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;

/** Who has stored what. Which messages carry it says the projection of conversations. */
public final class AssetsProjection {
    @EventHandler
    void on(AssetStored event, ViewBatch batch) {
        String asset = event.asset().value();
        batch.change(View.ASSETS, asset)
                .set(AssetDocument.OWNER, event.owner().value())
                .set(AssetDocument.SIZE, event.size())
                .set(AssetDocument.STORED, event.time().toEpochMilli());
        batch.change(View.UPLOADS, Keys.uploads(event.owner())).set(AssetDocument.SIZES + "." + asset, event.size());
    }

    @EventHandler
    void on(AssetRemoved event, ViewBatch batch) {
        String asset = event.asset().value();
        batch.change(View.ASSETS, asset).set(AssetDocument.REMOVED, event.time().toEpochMilli());
        batch.change(View.UPLOADS, Keys.uploads(event.by())).set(AssetDocument.REMOVED + "." + asset, true);
    }
}
