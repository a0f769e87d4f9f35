package io.parley.command.asset;

import io.parley.api.Sealed;
import io.parley.api.asset.AssetCommand.FindAsset;
import io.parley.api.asset.AssetCommand.RemoveAsset;
import io.parley.api.asset.AssetCommand.StoreAsset;
import io.parley.api.asset.AssetOutcome.Found;
import io.parley.api.asset.AssetOutcome.Unknown;
import io.parley.api.asset.AssetRemoved;
import io.parley.api.asset.AssetStored;
import io.parley.api.asset.Thumbnail;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetTest {
    private static final AssetId ASSET = AssetId.create();
    private static final UserId ALICE = UserId.create();
    private static final UserId BOB = UserId.create();
    private static final Sealed NAME = new Sealed("k", "n", "name");
    private static final Sealed KEY = new Sealed("k", "n", "key");
    private static final Thumbnail THUMBNAIL = new Thumbnail(9, new Sealed("k", "n", "other key"));
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private AggregateTestFixture<Asset> fixture;

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(Asset.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static AssetStored stored() {
        return new AssetStored(ASSET, ALICE, "image/png", 3, NAME, KEY, 1, 2, THUMBNAIL, NOW);
    }

    @Test
    void whatWasStoredIsFound() {
        fixture.givenNoPriorActivity()
                .when(new StoreAsset(ASSET, ALICE, "image/png", 3, NAME, KEY, 1, 2, THUMBNAIL))
                .expectEvents(stored())
                .expectResultMessagePayload(new Found(stored()));
        fixture.given(stored())
                .when(new FindAsset(ASSET))
                .expectNoEvents()
                .expectResultMessagePayload(new Found(stored()));
    }

    @Test
    void storingAgainChangesNothing() {
        fixture.given(stored())
                .when(new StoreAsset(ASSET, BOB, "text/html", 9, KEY, NAME, null, null, null))
                .expectNoEvents()
                .expectResultMessagePayload(new Found(stored()));
    }

    @Test
    void whatNeverWasIsUnknownAndLeavesNoTrace() {
        fixture.givenNoPriorActivity()
                .when(new FindAsset(ASSET))
                .expectNoEvents()
                .expectResultMessagePayload(new Unknown());
        fixture.givenNoPriorActivity()
                .when(new RemoveAsset(ASSET, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(new Unknown());
    }

    @Test
    void onlyItsOwnerRemovesItAndOnce() {
        fixture.given(stored())
                .when(new RemoveAsset(ASSET, BOB))
                .expectNoEvents()
                .expectResultMessagePayload(new Unknown());
        fixture.given(stored()).when(new RemoveAsset(ASSET, ALICE)).expectEvents(new AssetRemoved(ASSET, ALICE, NOW));
        fixture.given(stored(), new AssetRemoved(ASSET, ALICE, NOW))
                .when(new RemoveAsset(ASSET, ALICE))
                .expectNoEvents()
                .expectResultMessagePayload(new Unknown());
    }

    @Test
    void nobodyFindsWhatWasRemoved() {
        fixture.given(stored(), new AssetRemoved(ASSET, ALICE, NOW))
                .when(new FindAsset(ASSET))
                .expectNoEvents()
                .expectResultMessagePayload(new Unknown());
    }
}
