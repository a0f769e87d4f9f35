package io.parley.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.api.EventName;
import io.parley.api.EventTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules are those of the design, and nothing else. */
class ModulesTest {
    private static final JavaClasses PARLEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.parley");

    /** Module by module: whom it may know. The server composes and may know all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("protocol", Set.of()),
            Map.entry("sealing", Set.of("api")),
            Map.entry("eventstore", Set.of()),
            Map.entry("viewstore", Set.of()),
            Map.entry("delivery", Set.of("api")),
            Map.entry("command", Set.of("api", "sealing")),
            Map.entry("projections", Set.of("api", "delivery")),
            Map.entry("query", Set.of("api", "projections", "sealing")),
            Map.entry("edge", Set.of("api", "protocol", "delivery", "sealing")),
            Map.entry("assets", Set.of("api", "sealing")),
            Map.entry("push", Set.of("api", "delivery", "projections")),
            Map.entry("history", Set.of("api", "delivery", "eventstore", "projections", "sealing", "viewstore")),
            Map.entry("client", Set.of("protocol")));

    @TestFactory
    Stream<DynamicTest> aModuleKnowsOnlyWhomItMay() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(arrow.getKey(), () -> {
                    List<String> strangers = ARROWS.keySet().stream()
                            .filter(module -> !module.equals(arrow.getKey()))
                            .filter(module -> !arrow.getValue().contains(module))
                            .map(ModulesTest::packages)
                            .toList();
                    noClasses()
                            .that()
                            .resideInAPackage(packages(arrow.getKey()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(strangers.toArray(String[]::new))
                            .orShould()
                            .dependOnClassesThat()
                            .resideInAPackage("io.parley.server..")
                            .check(PARLEY);
                }));
    }

    @Test
    void everyModuleIsUnderTheRule() {
        Set<String> modules = Stream.concat(ARROWS.keySet().stream(), Stream.of("server"))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(PARLEY)
                .extracting(type -> type.getPackageName().split("\\.", -1)[2])
                .allMatch(modules::contains);
    }

    @Test
    void languagesAndEnginesAreFreeOfSpring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("api"),
                        packages("protocol"),
                        packages("eventstore"),
                        packages("viewstore"),
                        packages("sealing"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(PARLEY);
    }

    @Test
    void theProtocolIsFreeOfAxon() {
        noClasses()
                .that()
                .resideInAPackage(packages("protocol"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.axonframework..")
                .check(PARLEY);
    }

    @Test
    void aggregatesAreFreeOfSpring() {
        noClasses()
                .that(com.tngtech.archunit.base.DescribedPredicate.describe("are aggregates", ModulesTest::isAggregate))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(PARLEY);
    }

    @Test
    void subjectsOfAModuleDoNotGoInCircles() {
        slices().matching("io.parley.(*).(*)..").should().beFreeOfCycles().check(PARLEY);
    }

    @Test
    void configurationsAreNotScannedFor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.context.annotation.ComponentScan")
                .check(PARLEY);
    }

    @Test
    void everyEventHasAName() {
        assertThat(EventTypes.all()).allMatch(type -> type.isAnnotationPresent(EventName.class));
        classes().that().areAnnotatedWith(EventName.class).should().beRecords().check(PARLEY);
    }

    private static boolean isAggregate(JavaClass type) {
        return type.getAllFields().stream().anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class));
    }

    private static String packages(String module) {
        return "io.parley." + module + "..";
    }
}
