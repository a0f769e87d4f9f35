package io.parley.history.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.Asked;
import io.parley.history.Town;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTest {
    @TempDir
    Path data;

    @Test
    void aRuleTellsWhatItWouldHaveRefusedAndWhom() throws Exception {
        try (Town town = new Town(data)) {
            UserId alice = town.person("alice");
            UserId bob = town.person("bob");
            UserId carol = town.person("carol");
            ConversationId direct = town.direct(alice, bob);
            town.step(Duration.ofMillis(100));
            for (int i = 0; i < 10; i++) {
                town.send(direct, alice, "fast");
            }
            town.step(Duration.ofSeconds(5));
            for (int i = 0; i < 3; i++) {
                town.send(direct, bob, "slow");
            }
            ConversationId lunch = town.group("Lunch", alice, bob);
            town.addMember(lunch, alice, carol);
            town.group("Three", alice, bob, carol);
        }

        Asked asked = Asked.of(data, "what-if", "--rule", "sends=4/10s", "--rule", "group=2", "--rule", "group=3");

        assertThat(asked.err()).isEmpty();
        assertThat(asked.out())
                .contains(
                        "sends=4/10s would have refused 6 of 13, the first at ",
                        "         6 alice\n",
                        "group=2 would have refused 2 of 3",
                        "group=3 would have refused 0 of 3");
        assertThat(asked.out()).doesNotContain(" bob\n");
    }

    @Test
    void whatIsNoRuleIsOneSentence() throws Exception {
        new Town(data).close();

        assertThat(Asked.of(data, "what-if", "--rule", "sends=0/1s").err())
                .contains("is no rule")
                .hasLineCount(1);
        assertThat(Asked.of(data, "what-if", "--rule", "nothing").exit()).isEqualTo(1);
    }
}
