package io.parley.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.parley.api.id.UserId;
import io.parley.api.recorded.Recordings;
import io.parley.api.recorded.Recordings.Recording;
import io.parley.api.recorded.Samples;
import io.parley.delivery.Announcement;
import io.parley.delivery.redis.AnnouncementCodec.To;
import io.parley.delivery.redis.AnnouncementCodec.Told;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Projections of one release tell edges of a neighbouring one. Each announcement is recorded as it goes through Redis; what was recorded is
 * read, also with what a release ahead adds.
 */
class AnnouncementsRecordedTest {
    private static final Recordings ANNOUNCEMENTS = Recordings.of("announcements");
    private static final AnnouncementCodec CODEC = new AnnouncementCodec();
    private static final Map<String, Class<?>> TYPES = new TreeMap<>(
            Arrays.stream(Announcement.class.getAnnotation(JsonSubTypes.class).value())
                    .collect(Collectors.toMap(JsonSubTypes.Type::name, JsonSubTypes.Type::value)));

    static Iterable<String> names() {
        return TYPES.keySet();
    }

    static List<Recording> recordings() {
        return ANNOUNCEMENTS.all();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatThisReleaseSaysIsRecorded(String name) {
        List<Told> told = Samples.of(TYPES.get(name)).stream()
                .map(sample -> new Told((Announcement) sample, List.of(new To("connection", new UserId("user")))))
                .toList();

        ANNOUNCEMENTS.assertNewest(name, CODEC.write(told));
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(TYPES.values()).containsExactlyInAnyOrder(Announcement.class.getPermittedSubclasses());
        ANNOUNCEMENTS.assertNames(TYPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whatWasRecordedIsRead(Recording recording) {
        List<Told> read = CODEC.read(recording.json());

        assertThat(read).hasSameSizeAs(recording.samples()).allSatisfy(Samples::assertWhole);
        assertThat(CODEC.read(Recordings.withFutureFields(recording.json()))).isEqualTo(read);
        assertThat(CODEC.read(Recordings.withoutNulls(recording.json()))).isEqualTo(read);
    }
}
