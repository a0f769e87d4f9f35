package io.parley.chat;

import io.parley.client.http.Granted;
import io.parley.client.http.ParleyHttp;
import io.parley.protocol.ServerFrame.Attachment;
import io.parley.protocol.ServerFrame.Entry;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Files in messages. The screen shows their names; by its name the newest one is saved. */
final class FileTalk {
    private static final int REMEMBERED = 1_000;
    private static final long KILO = 1_000;

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Screen screen;
    private final Map<String, Seen> byName = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Where a file was. */
    private record Seen(String asset, String conversation, long seq) {}

    FileTalk(ParleyHttp http, Supplier<String> accessToken, Screen screen) {
        this.http = http;
        this.accessToken = accessToken;
        this.screen = screen;
    }

    /** A message as a line of text; empty where it was erased. */
    synchronized Optional<String> text(String conversation, Entry entry) {
        List<Attachment> attachments = entry.attachments() == null ? List.of() : entry.attachments();
        attachments.stream()
                .filter(one -> one.name() != null)
                .forEach(one -> byName.put(one.name(), new Seen(one.asset(), conversation, entry.seq())));
        String body = entry.body();
        if (body == null) return Optional.empty();
        String files = attachments.stream().map(FileTalk::shown).collect(Collectors.joining(" "));
        return Optional.of(files.isEmpty() ? body : body.isEmpty() ? files : body + " " + files);
    }

    private static String shown(Attachment attachment) {
        String name = attachment.name() == null ? "erased" : attachment.name();
        return "[" + name + ", " + size(attachment.size()) + "]";
    }

    static String size(long bytes) {
        if (bytes < KILO) return bytes + " B";
        return bytes < KILO * KILO ? bytes / KILO + " kB" : bytes / (KILO * KILO) + " MB";
    }

    /** @param argument the file's path; quotes are not needed for one with spaces */
    Granted upload(String argument) {
        Path file = Path.of(argument.strip());
        if (!Files.isReadable(file) || Files.isDirectory(file)) throw new ChatFailure("There is no file " + file + ".");
        screen.print(Line.note("Uploading " + file.getFileName() + " …"));
        return http.upload(accessToken.get(), String.valueOf(file.getFileName()), file);
    }

    /** @param name as the screen showed it */
    void save(String name) {
        Seen seen = find(name.strip());
        Granted granted = http.grants(accessToken.get(), seen.asset(), seen.conversation(), seen.seq());
        Path into = free(Path.of(granted.name()).getFileName());
        try {
            http.download(granted, into);
        } catch (UncheckedIOException e) {
            throw new ChatFailure("The file cannot be written to " + into.toAbsolutePath() + ".");
        }
        screen.print(Line.note("Saved as " + into.toAbsolutePath() + " (" + size(granted.size()) + ")."));
    }

    private synchronized Seen find(String name) {
        Seen seen = byName.get(name);
        if (seen == null) {
            String known = byName.keySet().stream()
                    .sorted(Comparator.naturalOrder())
                    .limit(10)
                    .collect(Collectors.joining(", "));
            throw new ChatFailure("No message shown here has a file '" + name + "'."
                    + (known.isEmpty() ? "" : " There are: " + known + "."));
        }
        return seen;
    }

    /** Beside what is there already. */
    private static Path free(Path name) {
        Path into = name;
        for (int number = 2; Files.exists(into); number++) {
            into = name.resolveSibling(number + "-" + name);
        }
        return into;
    }
}
