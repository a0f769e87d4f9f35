package io.parley.system;

import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What reads messages, events, announcements and frames in an earlier release, on what this one has recorded of itself. */
final class EarlierReaders implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path ROOT = Path.of(System.getProperty("parley.root"));
    private static final String API = "io.parley.api.";

    private final URLClassLoader earlier;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** Reads one sample; false where it is of a type that the release does not know. */
    private interface Reader {
        boolean read(String name, String json) throws ReflectiveOperationException;
    }

    private EarlierReaders(URLClassLoader earlier) {
        this.earlier = earlier;
    }

    static EarlierReaders of(Unpacked release) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Path jar : release.classPath()) {
            jars.add(jar.toUri().toURL());
        }
        return new EarlierReaders(new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    /** What is of types that it does not know: nobody may say it before that release is gone. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** What it knows, and cannot read. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    void readAll() throws IOException, ReflectiveOperationException {
        Object mapper = type(API + "serialization.NamedEventSerializer")
                .getMethod("mapper")
                .invoke(null);
        Method readValue = mapper.getClass().getMethod("readValue", String.class, Class.class);
        Method classOf = type(API + "EventTypes").getMethod("classOf", String.class);
        each("server", "messages", (name, json) -> {
            Optional<Class<?>> message = message(API + name);
            if (message.isPresent()) {
                readValue.invoke(mapper, json, message.get());
            }
            return message.isPresent();
        });
        each("message-api", "events", (name, json) -> {
            Object event = classOf.invoke(null, name);
            if (event != null) {
                readValue.invoke(mapper, json, event);
            }
            return event != null;
        });
        Object announcements = made("io.parley.delivery.redis.AnnouncementCodec");
        Method read = announcements.getClass().getDeclaredMethod("read", String.class);
        read.setAccessible(true);
        each("delivery", "announcements", (name, json) -> read.invoke(announcements, '[' + json + ']') != null);
        Object frames = made("io.parley.protocol.FrameCodec");
        Method decodeServer = frames.getClass().getMethod("decodeServer", String.class);
        Method decodeClient = frames.getClass().getMethod("decodeClient", CharSequence.class);
        each(
                "protocol",
                "frames",
                (name, json) -> name.startsWith("client.")
                        ? decodeClient.invoke(frames, json) != null
                        : ((Optional<?>) decodeServer.invoke(frames, json)).isPresent());
    }

    private void each(String module, String kind, Reader reader) throws IOException, ReflectiveOperationException {
        Path folder = ROOT.resolve(module).resolve(Path.of("src", "test", "resources", "approved", kind));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replaceFirst("\\.\\d+\\.json$", "");
            JsonNode recorded = MAPPER.readTree(Files.readString(file));
            for (JsonNode sample : recorded.isArray() ? recorded : List.of(recorded)) {
                try {
                    if (!reader.read(name, sample.toString())) {
                        unknown.add(kind + ' ' + name);
                    }
                } catch (InvocationTargetException e) {
                    unreadable.add(kind + ' ' + name + ": " + e.getCause());
                }
            }
        }
    }

    /** Of nested types only the name in the source is recorded. */
    private Optional<Class<?>> message(String name) {
        for (String binary = name; ; ) {
            Class<?> found = find(binary);
            int dot = binary.lastIndexOf('.');
            if (found != null) {
                return Optional.of(found);
            } else if (dot < API.length()) {
                return Optional.empty();
            }
            binary = binary.substring(0, dot) + '$' + binary.substring(dot + 1);
        }
    }

    private @Nullable Class<?> find(String name) {
        try {
            return type(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, earlier);
    }

    private Object made(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = type(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    @Override
    public void close() throws IOException {
        earlier.close();
    }
}
