package io.parley.history;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.history.replay.Replay;
import io.parley.projections.presence.TypingElsewhere;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;

/** Whom the analysts' tool may know; the server's own arrows stand in its module. */
class ArrowsTest {
    private static final JavaClasses HISTORY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.parley");

    @Test
    void theHistoryKnowsEventsKeysAndProjectionsAndNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("io.parley.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.parley.server..",
                        "io.parley.command..",
                        "io.parley.query..",
                        "io.parley.edge..",
                        "io.parley.protocol..",
                        "org.springframework..")
                .check(HISTORY);
    }

    /** A projection that the replay does not know would be missing in every replay; one that only announces has nothing to make. */
    @Test
    void theReplayKnowsEveryProjection() {
        var projections = HISTORY.stream()
                .filter(type -> type.getPackageName().startsWith("io.parley.projections"))
                .filter(type -> !type.isEquivalentTo(TypingElsewhere.class))
                .filter(type ->
                        type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(EventHandler.class)))
                .toList();

        assertThat(projections).hasSizeGreaterThan(3);
        assertThat(HISTORY.get(Replay.class).getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass))
                .containsAll(projections);
    }

    @Test
    void nobodyButTheServerKnowsTheHistory() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley.history..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.parley.history..")
                .check(HISTORY);
    }

    @Test
    void subjectsDoNotGoInCircles() {
        slices().matching("io.parley.history.(*)..").should().beFreeOfCycles().check(HISTORY);
    }
}
