package io.parley.eventstore;

import static io.parley.eventstore.Events.open;
import static io.parley.eventstore.Events.readOnly;
import static io.parley.eventstore.Events.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class ChainTest {
    private static final int SOME = 3_000;
    private static final long CACHE = 8L << 20;

    @TempDir
    Path folder;

    private interface Deed {
        void on(Database database, RocksDB rocks) throws RocksDBException;
    }

    /** What somebody does who can write all of the store. */
    private void tamper(Deed deed) throws Exception {
        try (Database database = Database.open(folder, CACHE)) {
            database.call(rocks -> {
                deed.on(database, rocks);
                return true;
            });
        }
    }

    private void write(Path store, int from, int to, String altered) {
        try (RocksEventStorageEngine engine = open(store)) {
            for (int i = from; i < to; i++) {
                engine.appendEvents(said("a" + i % 7, i / 7, i == 700 ? altered : "text " + i));
            }
        }
    }

    private void writeSome() {
        write(folder, 0, SOME / 2, "as it was");
        write(folder, SOME / 2, SOME, "as it was");
    }

    private void verify(Anchor... anchors) {
        try (ReadOnlyEventStore store = readOnly(folder)) {
            store.verify(List.of(anchors));
        }
    }

    private Anchor anchor() {
        try (ReadOnlyEventStore store = readOnly(folder)) {
            return store.anchor();
        }
    }

    @Test
    void whatIsUntouchedHoldsWithEveryAnchorTakenOnTheWay() {
        List<Anchor> anchors = new ArrayList<>();
        try (RocksEventStorageEngine engine = open(folder)) {
            for (int i = 0; i < SOME; i++) {
                engine.appendEvents(said("a" + i % 7, i / 7, "text " + i));
                if (i % 500 == 123) {
                    anchors.add(anchor());
                }
            }
        }
        anchors.add(anchor());
        assertThat(anchors).extracting(Anchor::position).containsExactly(124L, 624L, 1124L, 1624L, 2124L, 2624L, 3000L);
        verify(anchors.toArray(Anchor[]::new));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_024, 1_025, 2_000, SOME})
    void anAlteredEventIsFound(long position) throws Exception {
        writeSome();
        tamper((database, rocks) -> {
            byte[] value = rocks.get(database.family(Family.EVENTS), Keys.position(position));
            value[value.length - 3] ^= 1;
            rocks.put(database.family(Family.EVENTS), Keys.position(position), value);
        });
        assertThatThrownBy(this::verify)
                .isInstanceOf(StoreUnreadableException.class)
                .hasMessageMatching("(?s).*among events \\d+ to \\d+ one is not what was written.*")
                .satisfies(e -> {
                    String[] range = e.getMessage()
                            .replaceAll("(?s).*among events (\\d+) to (\\d+).*", "$1 $2")
                            .split(" ", -1);
                    assertThat(position).isBetween(Long.valueOf(range[0]), Long.valueOf(range[1]));
                });
    }

    @Test
    void eventsThatWereCutOffAreMissed() throws Exception {
        writeSome();
        tamper((database, rocks) -> {
            for (long position = SOME - 9; position <= SOME; position++) {
                byte[] value = rocks.get(database.family(Family.EVENTS), Keys.position(position));
                StoredRecord.Origin origin = RecordCodec.decode(value).origin();
                rocks.delete(database.family(Family.INDEX), Keys.index(origin.aggregate(), origin.sequence()));
                rocks.delete(database.family(Family.EVENTS), Keys.position(position));
            }
        });
        assertThatThrownBy(this::verify).hasMessageContaining("events after " + (SOME - 10) + " are missing");
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("events after " + (SOME - 10) + " are missing");
    }

    @Test
    void onlyAnAnchorFindsAHistoryThatWasWrittenAnewAsAWhole() {
        Path original = folder.resolve("original");
        write(original, 0, SOME, "as it was");
        Anchor noted;
        try (ReadOnlyEventStore store = readOnly(original)) {
            noted = store.anchor();
        }
        Path forged = folder.resolve("forged");
        write(forged, 0, SOME, "as it was not");
        try (ReadOnlyEventStore store = readOnly(forged)) {
            assertThatCode(() -> store.verify(List.of())).doesNotThrowAnyException();
            assertThatThrownBy(() -> store.verify(List.of(noted)))
                    .hasMessageContaining("the events up to " + SOME + " are not those that the anchor stands for");
            assertThatThrownBy(() -> store.verify(List.of(new Anchor(SOME + 1, noted.hash()))))
                    .hasMessageContaining("events after " + SOME + " are missing");
        }
    }

    @Test
    void aStoreFromBeforeThereWasAChainGetsOneWhenItIsOpened() throws Exception {
        writeSome();
        Anchor before = anchor();
        tamper((database, rocks) -> {
            for (Links.Link link : Links.readOnly(database).all()) {
                rocks.delete(database.family(Family.META), Links.key(link.position()));
            }
        });
        verify(before);
        open(folder).close();
        try (Database database = Database.openReadOnly(folder, CACHE)) {
            assertThat(Links.readOnly(database).all())
                    .extracting(Links.Link::position)
                    .containsExactly(1_024L, 2_048L, (long) SOME);
        }
        assertThat(anchor()).isEqualTo(before);
    }

    @Test
    void anAnchorIsReadAsItIsWritten() {
        writeSome();
        assertThat(Anchor.parse(anchor() + "\n")).contains(anchor());
        assertThat(Anchor.parse("#12 abc")).isEmpty();
        assertThat(Anchor.parse("")).isEmpty();
    }
}
