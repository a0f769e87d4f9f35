package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FrameCodecPropertiesTest {
    private static final FrameCodec CODEC = new FrameCodec();

    @Provide
    Arbitrary<ClientFrame> frames() {
        Arbitrary<String> text = Arbitraries.strings().all().filter(Utf8::isWellFormed);
        Arbitrary<String> id =
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(64).filter(Utf8::isWellFormed);
        Arbitrary<String> mark = id.injectNull(0.3);
        Arbitrary<UUID> uuid = Arbitraries.create(UUID::randomUUID);
        Arbitrary<Long> seq = Arbitraries.longs().greaterOrEqual(0);
        return Arbitraries.oneOf(
                Combinators.combine(id, id, id.injectNull(0.5), mark, id).as(ClientFrame.Hello::new),
                Combinators.combine(id, id).as(ClientFrame.Auth::new),
                Combinators.combine(id, mark, mark).as(ClientFrame.Sync::new),
                Combinators.combine(
                                id,
                                id,
                                seq.injectNull(0.5),
                                Arbitraries.integers().between(1, 100).injectNull(0.5))
                        .as((i, c, before, limit) -> new ClientFrame.History(i, c, before, null, limit)),
                Combinators.combine(id, id, uuid, uuid.injectNull(0.3), text.filter(t -> !t.isEmpty()))
                        .as(ClientFrame.Send::new),
                Combinators.combine(id, seq).as(ClientFrame.Delivered::new),
                Combinators.combine(id, seq).as(ClientFrame.Read::new),
                Combinators.combine(id, Arbitraries.of(true, false)).as(ClientFrame.Typing::new),
                Combinators.combine(id, id.list().ofMaxSize(20), id.list().ofMaxSize(20))
                        .as(ClientFrame.Watch::new));
    }

    @Property(tries = 500)
    void everyGoodFrameComesBackAsItWas(@ForAll("frames") ClientFrame frame) {
        assertThat(CODEC.decodeClient(CODEC.encode(frame))).isEqualTo(frame);
    }

    @Property(tries = 2000)
    void aMutilatedFrameIsReadOrRejectedButNeverBreaksTheReader(
            @ForAll("frames") ClientFrame frame,
            @ForAll @IntRange(max = 10_000) int at,
            @ForAll char with,
            @ForAll Mutation how) {
        String json = CODEC.encode(frame);
        readOrReject(how.of(json, at % json.length(), with));
    }

    @Property(tries = 1000)
    void whateverTheTextTheReaderDoesNotBreak(@ForAll String text) {
        readOrReject(text);
        readOrReject("{\"t\":" + text);
    }

    private static void readOrReject(String text) {
        try {
            assertThat(CODEC.decodeClient(text)).isNotNull();
        } catch (FrameRejected rejected) {
            assertThat(rejected.sentence()).endsWith(".");
            CODEC.encodeToBytes(rejected.toFrame());
        }
    }

    enum Mutation {
        CUT {
            @Override
            String of(String json, int at, char with) {
                return json.substring(0, at);
            }
        },
        REPLACE {
            @Override
            String of(String json, int at, char with) {
                return json.substring(0, at) + with + json.substring(at + 1);
            }
        },
        INSERT_SYNTAX {
            @Override
            String of(String json, int at, char with) {
                return json.substring(0, at) + "{}[]\",:\\0-e".charAt(with % 11) + json.substring(at);
            }
        },
        DROP {
            @Override
            String of(String json, int at, char with) {
                return json.substring(0, at) + json.substring(at + 1);
            }
        };

        abstract String of(String json, int at, char with);
    }
}
