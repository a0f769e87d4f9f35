package io.parley.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A package of Debian, and where what is needed of it lies.
 *
 * @param steps down from the folder, each a glob
 */
record Debian(String name, Path folder, List<String> steps) {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path PROGRAMS = Path.of("/usr/bin");

    static final Debian EJABBERD = new Debian("ejabberd", LIBRARIES, List.of("*", "ejabberd-*"));
    static final Debian PGSQL_FOR_ERLANG =
            new Debian("erlang-p1-pgsql", LIBRARIES, List.of("erlang", "lib", "p1_pgsql-*"));
    static final Debian POSTGRESQL = new Debian("postgresql", LIBRARIES, List.of("postgresql", "*", "bin"));
    static final Debian POSTGRESQL_CLIENT = new Debian("postgresql-client", PROGRAMS, List.of("psql"));
    static final Debian PROSODY = new Debian("prosody", PROGRAMS, List.of("prosody"));

    static List<String> missing(List<Debian> packages) {
        return packages.stream()
                .filter(one -> one.find().isEmpty())
                .map(Debian::name)
                .toList();
    }

    /** The newest, where there are several versions. */
    Optional<Path> find() {
        List<Path> found = List.of(folder);
        for (String step : steps) {
            found = found.stream().flatMap(one -> matching(one, step).stream()).toList();
        }
        return found.stream().max(Comparator.naturalOrder());
    }

    Path path() {
        return find().orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    private static List<Path> matching(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
