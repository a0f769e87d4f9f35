package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays "Write a client in an hour": sends what it says that one sends, and receives exactly what it says that one receives. */
@ExtendWith({SharedServer.class, FramesChecked.class})
class GuideIT {
    private static final Path GUIDE =
            Path.of(System.getProperty("parley.root")).resolve("docs").resolve("write-a-client.md");
    private static final Pattern BLOCK = Pattern.compile("```(http|json [a-z ]+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("<([a-z ]+)>");
    /** Whatever is called so is the same all along. */
    private static final Set<String> IDS = Set.of("alice", "bob", "alice device", "bob device", "conversation");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, PlainSocket> sockets = new HashMap<>();
    private final Map<String, List<JsonNode>> matched = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    GuideIT(RunningServer server) {
        this.server = server;
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        values.put("alice handle", "alice-" + suffix);
        values.put("bob handle", "bob-" + suffix);
    }

    @Test
    void everyFrameOfTheGuideIsReal() throws Exception {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(GUIDE)).results().toList();
        assertThat(blocks).hasSizeGreaterThan(30);
        JsonNode answer = MAPPER.createObjectNode();
        try {
            for (MatchResult block : blocks) {
                String content = block.group(2).strip();
                switch (block.group(1)) {
                    case "http" -> answer = asked(content);
                    case "json answer" ->
                        assertThat(matches(MAPPER.readTree(content), answer))
                                .as("%s was answered %s", content, answer)
                                .isTrue();
                    case "json alice sends" -> socket("alice").send(filled(content));
                    case "json bob sends" -> socket("bob").send(filled(content));
                    case "json alice receives" -> awaitFrame("alice", MAPPER.readTree(content));
                    case "json bob receives" -> awaitFrame("bob", MAPPER.readTree(content));
                    default -> throw new AssertionError("no such block: " + block.group(1));
                }
            }
        } finally {
            sockets.values().forEach(PlainSocket::close);
        }
    }

    private PlainSocket socket(String who) {
        return sockets.computeIfAbsent(who, any -> PlainSocket.open(server));
    }

    private JsonNode asked(String content) throws IOException, InterruptedException {
        List<String> lines = filled(content).lines().toList();
        String[] asked = lines.getFirst().split(" ", -1);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(asked[1]))
                .header("Content-Type", "application/json")
                .method(asked[0], HttpRequest.BodyPublishers.ofString(lines.getLast()));
        for (String header : lines.subList(1, lines.size() - 1)) {
            String[] parts = header.split(": ", -1);
            request.header(parts[0], parts[1]);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(content + response.body()).isBetween(200, 201);
        return MAPPER.readTree(response.body());
    }

    private void awaitFrame(String who, JsonNode wanted) {
        Predicate<JsonNode> isNew =
                frame -> !matched.computeIfAbsent(who, any -> new ArrayList<>()).contains(frame);
        Set<String> heard = new LinkedHashSet<>();
        String found;
        try {
            found = socket(who).text(text -> {
                heard.add(text);
                JsonNode frame = MAPPER.readTree(text);
                return isNew.test(frame) && matches(wanted, frame);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(who + " does not receive " + wanted + " but " + heard, e);
        }
        matched.get(who).add(MAPPER.readTree(found));
    }

    private String filled(String content) {
        return VALUE.matcher(content).replaceAll(value -> values.get(value.group(1)));
    }

    /** The same fields and values; what stands in brackets is any text, and is remembered where all else is the same. */
    private boolean matches(JsonNode wanted, JsonNode actual) {
        Map<String, String> found = new HashMap<>();
        boolean same = matches(wanted, actual, found);
        if (same) {
            values.putAll(found);
        }
        return same;
    }

    private boolean matches(JsonNode wanted, JsonNode actual, Map<String, String> found) {
        if (wanted.isObject()) {
            return actual.isObject()
                    && List.copyOf(wanted.propertyNames()).containsAll(actual.propertyNames())
                    && wanted.propertyStream()
                            .allMatch(field -> actual.has(field.getKey())
                                    && matches(field.getValue(), actual.get(field.getKey()), found));
        }
        if (wanted.isArray()) {
            if (!actual.isArray() || actual.size() != wanted.size()) {
                return false;
            }
            for (int i = 0; i < wanted.size(); i++) {
                if (!matches(wanted.get(i), actual.get(i), found)) {
                    return false;
                }
            }
            return true;
        }
        if (wanted.isString() && VALUE.matcher(wanted.asString()).matches()) {
            String name = wanted.asString().substring(1, wanted.asString().length() - 1);
            found.put(name, actual.asString());
            String known = values.get(name);
            return !actual.asString("").isEmpty()
                    && (known == null || !IDS.contains(name) || known.equals(actual.asString()));
        }
        return wanted.equals(actual);
    }
}
