package io.soprelay.flow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The core is a pure function: the same inputs give the same answer, in a test, in a replay and in production. */
class FlowPurityTest {
    private static final JavaClasses FLOW = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.soprelay.flow");

    @Test
    void the_core_knows_no_framework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "java.net..",
                        "java.nio.file..",
                        "redis..",
                        "org.camunda..")
                .because("flow is plain Java: hand the value in through DecisionContext, or declare a port in"
                        + " flow.model (as Conditions) and let another room implement it")
                .check(FLOW);
    }

    @Test
    void the_core_has_no_clock_and_no_chance() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class,
                        InstantSource.class,
                        Random.class,
                        RandomGenerator.class,
                        ThreadLocalRandom.class,
                        UUID.class,
                        System.class,
                        Thread.class)
                .because("a decision must be repeatable: take time from DecisionContext.now() and ids from"
                        + " DecisionContext.newId(); for a log line return a value the shell can log")
                .check(FLOW);
        noClasses()
                .should()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .because("now() reads the machine's clock: take time from DecisionContext.now()")
                .check(FLOW);
    }

    @Test
    void rules_import_in_one_direction() {
        noClasses()
                .that()
                .resideInAPackage("io.soprelay.flow.definition..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.soprelay.flow.model..", "io.soprelay.flow.decide..")
                .because("a definition says what may happen; put what did happen into flow.model")
                .check(FLOW);
        noClasses()
                .that()
                .resideInAPackage("io.soprelay.flow.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.soprelay.flow.decide..")
                .because("the model is the vocabulary of the rules; put behaviour into flow.decide")
                .check(FLOW);
        noClasses()
                .that()
                .resideInAPackage("io.soprelay.flow.decide..")
                .should()
                .dependOnClassesThat(not(resideInAPackage("io.soprelay.flow..")).and(resideInAPackage("io.soprelay..")))
                .because("the core knows no other room: let the other room call FlowDecider")
                .check(FLOW);
    }
}
