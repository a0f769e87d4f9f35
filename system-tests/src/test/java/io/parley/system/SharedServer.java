package io.parley.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests that ask for it one server with the usual options; it ends with the last test of the process. */
final class SharedServer implements ParameterResolver {
    /** The handle of who may ask the event history. */
    static final String AUDITOR = "ann-the-auditor";

    private record Shared(RunningServer server, Path folder) implements AutoCloseable {
        static Shared start() {
            try {
                Path folder = Files.createTempDirectory("parley-system-tests");
                return new Shared(RunningServer.up(folder, "parley.accounts.auditors=" + AUDITOR), folder);
            } catch (IOException e) {
                throw new AssertionError("The server cannot be started", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedServer.class))
                .computeIfAbsent("server", any -> Shared.start(), Shared.class)
                .server();
    }
}
