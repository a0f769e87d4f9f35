package io.parley.api.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What releases say to each other, as {@code src/test/resources/approved/KIND/NAME.NUMBER.json} of the module under test. A file there may be added,
 * never changed: the newest number is what this release writes, and it reads all of them. {@code -Dparley.recordings.write=true} adds the file
 * of what is new; a person then decides whether it may be so.
 */
public final class Recordings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILE = Pattern.compile("(.+)\\.(\\d+)\\.json");
    private static final boolean WRITE = Boolean.getBoolean("parley.recordings.write");

    private final Path folder;

    /** One file. */
    public record Recording(String name, int number, String json) {
        /** Each sample in it, where it is an array of them. */
        public List<String> samples() {
            return Stream.of(tree(json))
                    .flatMap(JsonNode::valueStream)
                    .map(JsonNode::toString)
                    .toList();
        }

        @Override
        public String toString() {
            return name + '.' + number;
        }
    }

    private Recordings(Path folder) {
        this.folder = folder;
    }

    public static Recordings of(String kind) {
        return new Recordings(Path.of("src", "test", "resources", "approved", kind));
    }

    /** Every number of every name. */
    public List<Recording> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Recordings::read)
                    .sorted(Comparator.comparing(Recording::name).thenComparingInt(Recording::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("%s is named NAME.NUMBER.json", file).isTrue();
        try {
            return new Recording(name.group(1), Integer.parseInt(name.group(2)), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NavigableMap<Integer, Recording> numbers(String name) {
        NavigableMap<Integer, Recording> numbers = new TreeMap<>();
        for (int number = 1; Files.exists(file(name, number)); number++) {
            numbers.put(number, read(file(name, number)));
        }
        return numbers;
    }

    private Path file(String name, int number) {
        return folder.resolve(name + '.' + number + ".json");
    }

    /** Whether what this release writes is the newest number of that name. */
    public void assertNewest(String name, String json) {
        NavigableMap<Integer, Recording> numbers = numbers(name);
        int newest = numbers.isEmpty() ? 0 : numbers.lastKey();
        boolean isNew = newest == 0 || !numbers.get(newest).json().equals(pretty(json));
        assertNumber(name, newest == 0 || (isNew && WRITE) ? newest + 1 : newest, json);
    }

    /** Whether what this release writes is that number of that name. */
    public void assertNumber(String name, int number, String json) {
        NavigableMap<Integer, Recording> numbers = numbers(name);
        if (WRITE && !numbers.containsKey(number)) {
            write(name, number, pretty(json));
            return;
        }
        Recording approved = numbers.get(number);
        assertThat(pretty(json))
                .as(
                        "%s of this release is not what %s has as number %d. What is there stays; what is new is a number of its own"
                                + " (-Dparley.recordings.write=true)",
                        name, folder, number)
                .isEqualTo(approved == null ? "(nothing is approved yet)" : approved.json());
        assertThat(numbers.lastKey()).as("the newest number of %s", name).isEqualTo(number);
    }

    private void write(String name, int number, String json) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(name, number), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is left of what this release does not know any more. */
    public void assertNames(Set<String> names) {
        Set<String> approved = new TreeSet<>();
        all().forEach(one -> approved.add(one.name()));
        assertThat(approved)
                .as("what releases around this one still say has to be read, so its type stays: %s", folder)
                .isEqualTo(new TreeSet<>(names));
    }

    /** The same with a field in each object, at every depth, that only a later release knows. */
    public static String withFutureFields(String json) {
        JsonNode tree = tree(json);
        addFutureFields(tree);
        return tree.toString();
    }

    private static void addFutureFields(JsonNode node) {
        node.forEach(Recordings::addFutureFields);
        if (node instanceof ObjectNode object) {
            object.putObject("fromTheFuture").put("unknown", 1);
        }
    }

    /** The same without the fields that are null, as a release writes it that does not know them. */
    public static String withoutNulls(String json) {
        JsonNode tree = tree(json);
        removeNulls(tree);
        return tree.toString();
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(Recordings::removeNulls);
    }

    private static String pretty(String json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(json)) + '\n';
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }
}
