package io.parley.edge.socket;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parley.api.problem.ProblemException;
import io.parley.edge.socket.Polls.Polled;
import io.parley.protocol.CloseCode;
import io.parley.protocol.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import tools.jackson.databind.JsonNode;

/** The same sessions and frames over HTTP, for clients that cannot open a WebSocket. */
@RestController
class PollController {
    private static final Closed UNKNOWN =
            new Closed(CloseCode.SILENT.code(), "there is no such session here, or not any more; reconnect and sync");

    private final Polls polls;

    PollController(Polls polls) {
        this.polls = polls;
    }

    /**
     * @param session as the first answer named it; null starts one
     * @param frames to the server, in order; those that start a session begin with {@code hello}. Null or empty asks for what there is.
     * @param close ends the session
     */
    record Poll(
            @Nullable String session,
            @Nullable List<JsonNode> frames,
            @Nullable Boolean close) {
        List<String> texts() {
            return frames == null
                    ? List.of()
                    : frames.stream().map(JsonNode::toString).toList();
        }
    }

    /**
     * @param session names it in later polls; a secret, as it stands for the access token
     * @param frames from the server, in order
     * @param closed null while the session is open
     */
    record Answer(
            String session,

            @JsonRawValue @Schema(type = "array", implementation = Object.class)
            String frames,

            @Nullable Closed closed) {}

    /** @param code as a WebSocket would be closed with */
    record Closed(int code, String reason) {}

    @Operation(
            summary = "Exchange frames without a WebSocket",
            description =
                    "Without 'session' it starts one, and is answered with the reply to hello. With frames it is"
                            + " answered once they were read, with nothing. Without, it is held until there is something to say, for"
                            + " as long as 'heartbeatMs' in welcome at most; one is held at a time, and a later one takes its place.")
    @PostMapping(path = Limits.POLL_PATH)
    DeferredResult<Answer> poll(@RequestBody Poll poll) {
        List<String> frames = poll.texts();
        if (frames.size() > Limits.OPEN_REQUESTS) {
            throw ProblemException.badRequest("One poll carries at most " + Limits.OPEN_REQUESTS + " frames.");
        }
        if (poll.session() == null) {
            return started(frames);
        }
        Polled polled = polls.find(poll.session());
        if (polled == null) {
            return at(new Answer(poll.session(), "[]", UNKNOWN));
        }
        if (Boolean.TRUE.equals(poll.close())) {
            return closed(polled);
        }
        return frames.isEmpty() ? held(polled) : posted(polled, frames);
    }

    private DeferredResult<Answer> started(List<String> frames) {
        if (frames.isEmpty()) {
            throw ProblemException.badRequest("'frames' is empty; a session starts with 'hello'.");
        }
        Polled polled = polls.start();
        DeferredResult<Answer> held = held(polled);
        polled.socket().post(frames, () -> {});
        return held;
    }

    private DeferredResult<Answer> posted(Polled polled, List<String> frames) {
        DeferredResult<Answer> posted = new DeferredResult<>(polls.holding().toMillis(), () -> nothing(polled));
        polled.socket().post(frames, () -> posted.setResult(nothing(polled)));
        return posted;
    }

    private DeferredResult<Answer> held(Polled polled) {
        DeferredResult<Answer> held = new DeferredResult<>(polls.holding().toMillis());
        Consumer<PollSocket.Answer> poll = answer -> held.setResult(answer(polled, answer));
        held.onTimeout(() -> polled.socket().release(poll));
        polled.socket().hold(poll);
        return held;
    }

    private DeferredResult<Answer> closed(Polled polled) {
        polls.forget(polled);
        polled.session().close(CloseCode.SILENT);
        return at(nothing(polled));
    }

    private Answer answer(Polled polled, PollSocket.Answer answer) {
        CloseCode code = answer.closed();
        if (code != null) {
            polls.forget(polled);
        }
        return new Answer(
                polled.key(),
                "[" + String.join(",", answer.frames()) + "]",
                code == null ? null : new Closed(code.code(), code.reason()));
    }

    private static Answer nothing(Polled polled) {
        return new Answer(polled.key(), "[]", null);
    }

    private static DeferredResult<Answer> at(Answer answer) {
        DeferredResult<Answer> result = new DeferredResult<>();
        result.setResult(answer);
        return result;
    }
}
