package io.parley.bench.parley;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendFramesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void eachFrameIsChainedToTheOneBefore() {
        SendFrames frames = new SendFrames("c");
        JsonNode first = JSON.readTree(frames.next(1, 10));
        JsonNode second = JSON.readTree(frames.next(2, -11));

        assertThat(first.get("t").asString()).isEqualTo("send");
        assertThat(first.has("after")).isFalse();
        assertThat(second.get("after")).isEqualTo(first.get("mid"));
        assertThat(second.get("mid")).isNotEqualTo(first.get("mid"));
        assertThat(second.get("id").asString()).isEqualTo("2");
    }

    @Test
    void theBodyIs200CharactersAndStartsWithTheTime() {
        String body =
                JSON.readTree(new SendFrames("c").next(1, -123456)).get("body").asString();

        assertThat(body).hasSize(200).startsWith("-123456x");
    }
}
