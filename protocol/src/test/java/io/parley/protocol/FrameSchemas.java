package io.parley.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds frames of any test against the AsyncAPI document. Stricter than the document asks of clients: a field or a type that it does
 * not list is a fault here. Thread-safe.
 */
public final class FrameSchemas {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<Direction, Map<String, Schema>> schemas = Map.of(
            Direction.CLIENT_TO_SERVER, new HashMap<>(),
            Direction.SERVER_TO_CLIENT, new HashMap<>());

    public FrameSchemas() {
        JsonNode document = MAPPER.readTree(AsyncApi.json());
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
        ObjectNode closed = (ObjectNode) MAPPER.readTree(
                document.at("/components/schemas").toString().replace("#/components/schemas/", "#/$defs/"));
        closed.forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
        for (JsonNode operation : document.get("operations")) {
            boolean received = operation.get("action").asString().equals("receive");
            Direction direction = received ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
            operation.get("messages").forEach(message -> add(registry, document, closed, direction, message));
            operation
                    .at("/reply/messages")
                    .forEach(message -> add(registry, document, closed, Direction.SERVER_TO_CLIENT, message));
        }
    }

    private void add(
            SchemaRegistry registry, JsonNode document, ObjectNode closed, Direction direction, JsonNode reference) {
        JsonNode message = resolve(document, resolve(document, reference));
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$ref", message.at("/payload/$ref").asString().replace("#/components/schemas/", "#/$defs/"));
        root.set("$defs", closed);
        schemas.get(direction).put(message.get("name").asString(), registry.getSchema(root));
    }

    private static JsonNode resolve(JsonNode document, JsonNode reference) {
        return document.at(reference.get("$ref").asString().substring(1));
    }

    /** @throws AssertionError when the document does not allow this frame in this direction; says where and why */
    public void check(Direction direction, String json) {
        JsonNode frame = read(json);
        String type = frame.path("t").asString("");
        Schema schema = schemas.get(direction).get(type);
        if (schema == null) {
            throw new AssertionError("No frame type '" + type + "' goes " + direction + ": " + json);
        }
        List<Error> errors = schema.validate(frame);
        if (!errors.isEmpty()) {
            String differences = errors.stream().map(Error::toString).collect(Collectors.joining("; "));
            throw new AssertionError(direction + " frame differs from asyncapi.json: " + differences + ": " + json);
        }
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }
}
