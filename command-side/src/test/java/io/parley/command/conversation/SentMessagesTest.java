package io.parley.command.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SentMessagesTest {
    static final long YEAR_9999 = 253_402_300_799_999L;

    @Property
    void whatIsWrittenIsReadAgain(
            @ForAll @Size(min = 1, max = 40) List<Long> bits,
            @ForAll @LongRange(min = 0) long seq,
            @ForAll @Size(40) List<@LongRange(min = 0, max = YEAR_9999) Long> times) {
        List<UUID> mids =
                bits.stream().map(one -> new UUID(one, Long.reverse(one))).toList();
        SentMessages sent = new SentMessages();
        for (int i = 0; i < mids.size(); i++) {
            sent.add(mids.get(i), seq + i, Instant.ofEpochMilli(times.get(i)));
        }

        SentMessages read = SentMessages.read(sent.written());

        assertThat(read).isEqualTo(sent);
        assertThat(read.lastMid()).isEqualTo(mids.getLast());
        assertThat(read.last().seq()).isEqualTo(seq + mids.size() - 1);
        assertThat(read.find(mids.getLast())).isNotNull();
    }
}
