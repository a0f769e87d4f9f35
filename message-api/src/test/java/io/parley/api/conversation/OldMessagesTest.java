package io.parley.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.api.serialization.NamedEventSerializer;
import org.junit.jupiter.api.Test;

class OldMessagesTest {
    private static final ObjectMapper MAPPER = NamedEventSerializer.mapper();

    @Test
    void aMessageFromBeforeThereWereAttachmentsHasNoneAndIsWrittenAsItWas() throws Exception {
        String old = """
                {"conversation":"c","mid":"00000000-0000-0001-0000-000000000002","from":"alice","device":"phone",\
                "body":{"keyId":"k","nonce":"n","ct":"c"},"time":"2026-11-24T12:34:56.789Z"}""";

        MessageSent read = MAPPER.readValue(old, MessageSent.class);

        assertThat(read.attachments()).isEmpty();
        assertThat(MAPPER.readTree(MAPPER.writeValueAsString(read))).isEqualTo(MAPPER.readTree(old));
    }
}
