package io.soprelay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The direction of the house. A failing rule says which room reached where, and what to do instead. */
@AnalyzeClasses(packages = "io.soprelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("io.soprelay.(**)")
            .should()
            .beFreeOfCycles()
            .because("two rooms that need each other are one room, or lack a port: let the lower room own an interface"
                    + " and the upper one implement it");

    @ArchTest
    static final ArchRule rooms_lead_one_way = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("root")
            .definedBy("io.soprelay")
            .layer("adapters")
            .definedBy(
                    "io.soprelay.redis..",
                    "io.soprelay.im.feishu..",
                    "io.soprelay.im.dingtalk..",
                    "io.soprelay.im.simulator..")
            .layer("doors")
            .definedBy("io.soprelay.im.door..", "io.soprelay.im.line..")
            .layer("api")
            .definedBy("io.soprelay.api..")
            .layer("chat")
            .definedBy("io.soprelay.chat..")
            .layer("metrics")
            .definedBy("io.soprelay.metrics..")
            .layer("incident")
            .definedBy("io.soprelay.incident..")
            .layer("digest")
            .definedBy("io.soprelay.digest..")
            .layer("engine")
            .definedBy("io.soprelay.engine..", "io.soprelay.timer..", "io.soprelay.reminder..")
            .layer("people")
            .definedBy("io.soprelay.directory..")
            .layer("outbox")
            .definedBy("io.soprelay.outbox..")
            .layer("archive")
            .definedBy("io.soprelay.archive..")
            .layer("im")
            .definedBy("io.soprelay.im")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("adapters")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("doors")
            .mayOnlyBeAccessedByLayers("root", "adapters")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("chat")
            .mayOnlyBeAccessedByLayers("root", "api")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("incident")
            .mayOnlyBeAccessedByLayers("root", "chat")
            .whereLayer("digest")
            .mayOnlyBeAccessedByLayers("root", "chat")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("root", "api", "chat", "digest", "incident", "metrics")
            .whereLayer("people")
            .mayOnlyBeAccessedByLayers("root", "chat", "digest", "incident", "engine")
            .whereLayer("outbox")
            .mayOnlyBeAccessedByLayers("root", "chat", "digest", "incident", "engine", "people", "metrics")
            .whereLayer("archive")
            .mayOnlyBeAccessedByLayers("root", "engine")
            .whereLayer("im")
            .mayOnlyBeAccessedByLayers("root", "adapters", "doors", "chat", "people")
            .because("the core must not know who calls it: move the shared word down, or own a port in the lower room");

    @ArchTest
    static final ArchRule the_core_is_pure = noClasses()
            .that()
            .resideInAPackage("io.soprelay.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "tools.jackson..",
                    "com.fasterxml..",
                    "org.slf4j..",
                    "redis..",
                    "java.util.concurrent..",
                    "java.io..",
                    "java.nio.file..",
                    "java.net..")
            .because("a decision must be repeatable from its inputs: bring what it needs in through DecisionContext");

    @ArchTest
    static final ArchRule the_simulator_is_an_independent_platform = noClasses()
            .that()
            .resideInAPackage("io.soprelay.im.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.soprelay.im.feishu..",
                    "io.soprelay.im.dingtalk..",
                    "io.soprelay.im.door..",
                    "io.soprelay.im.line..",
                    "io.soprelay.chat..",
                    "io.soprelay.engine..",
                    "io.soprelay.redis..")
            .allowEmptyShould(true)
            .because("it judges the bot by the wire alone; code shared with the bot would share its mistakes");

    @ArchTest
    static final ArchRule the_api_takes_words_from_the_chat_and_nothing_else = noClasses()
            .that()
            .resideInAPackage("io.soprelay.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.soprelay.chat",
                    "io.soprelay.chat.command..",
                    "io.soprelay.chat.action..",
                    "io.soprelay.digest..",
                    "io.soprelay.directory..",
                    "io.soprelay.im..",
                    "io.soprelay.incident..",
                    "io.soprelay.media..",
                    "io.soprelay.outbox..",
                    "io.soprelay.redis..")
            .because("programs get names and sentences, never cards, accounts or files: make chat.view say it, then"
                    + " pass it on");

    @ArchTest
    static final ArchRule settings_import_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("io.soprelay.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.soprelay.api..",
                    "io.soprelay.catalog..",
                    "io.soprelay.chat..",
                    "io.soprelay.codec..",
                    "io.soprelay.digest..",
                    "io.soprelay.directory..",
                    "io.soprelay.engine..",
                    "io.soprelay.flow..",
                    "io.soprelay.incident..",
                    "io.soprelay.im..",
                    "io.soprelay.ledger..",
                    "io.soprelay.media..",
                    "io.soprelay.outbox..",
                    "io.soprelay.redis..",
                    "io.soprelay.reminder..",
                    "io.soprelay.timer..")
            .because("settings are read by every room, so they may need none");

    @ArchTest
    static final ArchRule nobody_prints = noClasses()
            .that()
            .resideOutsideOfPackages("io.soprelay.im.simulator..", "io.soprelay")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a service logs; only the start-up sentence and the demo's transcript go to the terminal");
}
