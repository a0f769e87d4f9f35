package io.parley.viewstore;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.h2.mvstore.WriteBuffer;

@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class StoredFormTest {
    @Property
    void aDocumentReadIsTheDocumentWritten(@ForAll("documents") Document document) {
        WriteBuffer page = new WriteBuffer();
        BsonBytesType.INSTANCE.write(page, Bson.encode(document));

        assertThat(Bson.decode(BsonBytesType.INSTANCE.read(flipped(page)))).isEqualTo(document);
    }

    @Property
    void aKeyReadIsTheKeyWritten(@ForAll("ids") Object id) {
        WriteBuffer page = new WriteBuffer();
        DocumentKeyType.INSTANCE.write(page, DocumentKey.of(id));

        assertThat(DocumentKeyType.INSTANCE.read(flipped(page))).isEqualTo(DocumentKey.of(id));
    }

    @Property
    void keysAreEqualExactlyWhenTheServerSaysTheIdsAre(@ForAll("ids") Object left, @ForAll("ids") Object right) {
        boolean same =
                new KeyValue(Arrays.asList(left)).normalized().equals(new KeyValue(Arrays.asList(right)).normalized());

        assertThat(DocumentKey.of(left).equals(DocumentKey.of(right))).isEqualTo(same);
        assertThat(DocumentKey.of(left).compareTo(DocumentKey.of(right)) == 0).isEqualTo(same);
    }

    @Property
    void aKeyIsThatOfTheIdAsTheServerNormalisesIt(@ForAll("ids") Object id) {
        assertThat(DocumentKey.of(new KeyValue(Arrays.asList(id)).normalized().get(0)))
                .isEqualTo(DocumentKey.of(id));
    }

    @Property
    void orderIsTotal(@ForAll("ids") Object a, @ForAll("ids") Object b, @ForAll("ids") Object c) {
        List<DocumentKey> keys = List.of(DocumentKey.of(a), DocumentKey.of(b), DocumentKey.of(c));
        for (DocumentKey x : keys) {
            for (DocumentKey y : keys) {
                assertThat(Integer.signum(x.compareTo(y))).isEqualTo(-Integer.signum(y.compareTo(x)));
                for (DocumentKey z : keys) {
                    if (x.compareTo(y) <= 0 && y.compareTo(z) <= 0) {
                        assertThat(x.compareTo(z)).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
    }

    @Property
    void stringsKeepTheOrderOfTheirCodePoints(@ForAll("strings") String left, @ForAll("strings") String right) {
        assertThat(Integer.signum(DocumentKey.of(left).compareTo(DocumentKey.of(right))))
                .isEqualTo(Integer.signum(left.compareTo(right)));
    }

    @Property
    void theEntriesOfAConversationKeepTheirOrder(@ForAll int left, @ForAll int right) {
        assertThat(Integer.signum(entry(left).compareTo(entry(right)))).isEqualTo(Integer.compare(left, right));
    }

    private static DocumentKey entry(int seq) {
        return DocumentKey.of(new Document("conversation", "c").append("seq", seq));
    }

    @Provide
    Arbitrary<Document> documents() {
        return BsonValues.documents();
    }

    @Provide
    Arbitrary<Object> ids() {
        return Arbitraries.oneOf(BsonValues.values(), BsonValues.numbers());
    }

    @Provide
    Arbitrary<String> strings() {
        return BsonValues.strings();
    }

    private static ByteBuffer flipped(WriteBuffer page) {
        ByteBuffer bytes = page.getBuffer();
        bytes.flip();
        return bytes;
    }
}
