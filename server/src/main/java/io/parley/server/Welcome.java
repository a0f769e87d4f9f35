package io.parley.server;

import io.parley.server.role.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person sees once the server runs. */
final class Welcome {
    private static final double MS_PER_SECOND = 1_000.0;
    private static final String USUAL = "http://127.0.0.1:8080";

    private Welcome() {}

    static void print(Set<Role> roles, String url, Path data, long nanos) {
        String option = url.equals(USUAL) ? "" : " --url " + url;
        String running = roles.size() == Role.values().length
                ? "everything in this process"
                : roles.stream().map(Role::text).collect(Collectors.joining(", "));
        System.out.printf(
                """

                Parley is up after %.1f s: %s.

                  chat page        %s
                  API and socket   %s  (WebSocket at /socket, protocol parley.1)
                  described at     %s/openapi.json and %s/asyncapi.json
                  data             %s

                Try a conversation, each line in a terminal of its own:
                  ./parley chat%s alice
                  ./parley chat%s bob

                Ctrl-C stops; nothing is lost.
                %n""",
                Duration.ofNanos(nanos).toMillis() / MS_PER_SECOND, running, url, url, url, url, data, option, option);
    }
}
