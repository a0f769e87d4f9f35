package io.parley.projections.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Region;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class LastSeenDocumentTest {
    private static final Region WEST = new Region("west");

    private static Document there(long came, long went) {
        return new Document("o", came).append("f", went);
    }

    @Test
    void whoeverCameAndDidNotGoIsThere() {
        assertThat(LastSeenDocument.isOnline(new Document())).isFalse();
        assertThat(LastSeenDocument.isOnline(new Document("o", 3L))).isTrue();
        assertThat(LastSeenDocument.isOnline(there(3, 2))).isTrue();
        assertThat(LastSeenDocument.isOnline(there(3, 3))).isFalse();
        assertThat(LastSeenDocument.isOnline(new Document("f", 3L))).isFalse();
    }

    @Test
    void whoeverIsInOneRegionIsThereWhateverTheOthersSay() {
        Document east = new Document("east", there(5, 5));

        assertThat(LastSeenDocument.isOnline(new Document("r", east))).isFalse();
        assertThat(LastSeenDocument.isOnline(new Document("r", east.append("west", there(2, 1)))))
                .isTrue();
        assertThat(LastSeenDocument.isOnline(new Document("r", new Document("west", there(9, 9))).append("o", 1L)))
                .isTrue();
    }

    @Test
    void eachRegionHasFieldsOfItsOwn() {
        assertThat(LastSeenDocument.came(Region.ONLY)).isEqualTo("o");
        assertThat(LastSeenDocument.went(Region.ONLY)).isEqualTo("f");
        assertThat(LastSeenDocument.came(WEST)).isEqualTo("r.west.o");
        assertThat(LastSeenDocument.went(WEST)).isEqualTo("r.west.f");
    }
}
