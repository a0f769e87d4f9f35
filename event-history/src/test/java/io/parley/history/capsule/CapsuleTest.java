package io.parley.history.capsule;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.Asked;
import io.parley.history.Town;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapsuleTest {
    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void aCapsuleCompilesAndGivesTheSameEventsOfOtherPeople() throws Exception {
        ConversationId lunch;
        try (Town town = new Town(data)) {
            UserId alice = town.person("alice");
            UserId bob = town.person("bob");
            lunch = town.group("Lunch", alice, bob);
            for (int i = 0; i < 250; i++) {
                town.send(lunch, i % 2 == 0 ? alice : bob, "Secret " + i);
            }
            town.removeMember(lunch, alice, bob);
            Path source = folder.resolve("ReportedCase.java");

            Asked asked = Asked.of(data, "capsule", lunch.value(), "--out", source.toString());

            assertThat(asked.err()).isEmpty();
            assertThat(asked.out()).startsWith("252 events");
            assertThat(Files.readString(source)).doesNotContain("Secret", alice.value(), bob.value(), lunch.value());
        }
        List<?> given = compiled("ReportedCase");
        assertThat(given).hasSize(252).allMatch(ConversationEvent.class::isInstance);
        GroupCreated created = (GroupCreated) given.getFirst();
        assertThat(created.members()).containsExactly(new UserId("person-1"), new UserId("person-2"));
        assertThat(created.time()).isAfter(Town.START);
        assertThat(((MessageSent) given.get(2)).from()).isEqualTo(new UserId("person-2"));
        assertThat(given.stream()
                        .filter(MessageSent.class::isInstance)
                        .map(sent -> ((MessageSent) sent).mid())
                        .distinct())
                .hasSize(250);
    }

    private List<?> compiled(String name) throws Exception {
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        Path.of(ConversationEvent.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        "-d",
                        folder.toString(),
                        folder.resolve(name + ".java").toString());
        assertThat(exit).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return (List<?>) loader.loadClass(name).getMethod("given").invoke(null);
        }
    }
}
