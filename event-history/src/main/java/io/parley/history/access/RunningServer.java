package io.parley.history.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.api.id.UserId;
import io.parley.api.operator.OperatorDoor;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.history.source.DataFolder;
import io.parley.history.source.HistoryException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the server of a data folder: it alone writes there. */
final class RunningServer implements Journal {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int BAD = 300;

    private final ObjectMapper json = new ObjectMapper();
    private final DataFolder folder;
    private final OperatorDoor door;

    private RunningServer(DataFolder folder, OperatorDoor door) {
        this.folder = folder;
        this.door = door;
    }

    static RunningServer of(DataFolder folder) {
        try {
            return OperatorDoor.read(folder.path())
                    .map(door -> new RunningServer(folder, door))
                    .orElseThrow(
                            () -> new HistoryException(
                                    "The data folder " + folder.path()
                                            + " is in use, by a server that is starting or of an earlier version; try again when it is up."));
        } catch (IOException e) {
            throw new HistoryException("The file 'operator' in " + folder.path() + " cannot be read: " + e, e);
        }
    }

    @Override
    public void record(Use use) {
        ObjectNode asked = json.createObjectNode()
                .put("account", Journal.account())
                .put("question", use.question())
                .put("pseudonymous", use.pseudonymous());
        asked.set("about", NamedEventSerializer.mapper().valueToTree(use.about()));
        post(OperatorDoor.USES, asked);
    }

    @Override
    public void erase(UserId person) {
        post(OperatorDoor.ERASURES, json.createObjectNode().put("user", person.value()));
    }

    private void post(String path, ObjectNode asked) {
        HttpRequest request = HttpRequest.newBuilder(door.url().resolve(path))
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .header(OperatorDoor.HEADER, door.token())
                .POST(HttpRequest.BodyPublishers.ofString(asked.toString()))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= BAD) {
                throw new HistoryException("The server at " + door.url() + " refused: " + detail(answer));
            }
        } catch (IOException e) {
            throw new HistoryException(
                    "The server of " + folder.path() + " does not answer at " + door.url()
                            + "; try again, or stop it first.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("Interrupted.", e);
        }
    }

    private String detail(HttpResponse<String> answer) {
        try {
            JsonNode detail = json.readTree(answer.body()).path("detail");
            return detail.isTextual() ? detail.asText() : "status " + answer.statusCode();
        } catch (JsonProcessingException e) {
            return "status " + answer.statusCode();
        }
    }
}
