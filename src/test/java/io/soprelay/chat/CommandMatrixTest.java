package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.soprelay.im.Account;
import io.soprelay.im.GroupChat;
import io.soprelay.im.Platform;
import io.soprelay.im.Recipient;
import io.soprelay.ledger.AggregateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/**
 * Every command by every kind of person, in private and in a group: the bot acts with the rights of whoever asks, never
 * with its own, and a group hears nothing that is not for everybody in it.
 */
class CommandMatrixTest {
    private static final String NUMBER = "FH-20261123-0001";

    /** What each command may do. */
    private enum Right {
        /** Anybody; the answer is for everybody. */
        ALOUD,
        /** Anybody; the answer is for the asker. */
        OWN,
        /** Admins; others are told so and nothing happens. */
        ADMIN
    }

    private static final Map<String, Right> COMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("/help", Right.ALOUD),
            Map.entry("/start 发货流程", Right.OWN),
            Map.entry("/todo", Right.OWN),
            Map.entry("/show " + NUMBER, Right.OWN),
            Map.entry("/task done " + NUMBER, Right.OWN),
            Map.entry("/task approve " + NUMBER, Right.OWN),
            Map.entry("/task reject " + NUMBER + " 不对", Right.OWN),
            Map.entry("/task move " + NUMBER, Right.OWN),
            Map.entry("/incident list", Right.ADMIN),
            Map.entry("/incident show 1", Right.ADMIN),
            Map.entry("/incident retry 1", Right.ADMIN),
            Map.entry("/incident reassign 1 feishu:li", Right.ADMIN),
            Map.entry("/incident drop 1 不用了", Right.ADMIN),
            Map.entry("/flow list", Right.ALOUD),
            Map.entry("/flow show 发货流程", Right.ALOUD),
            Map.entry("/flow lint", Right.ADMIN),
            Map.entry("/role list", Right.ALOUD),
            Map.entry("/role set 库管 feishu:chen", Right.ADMIN),
            Map.entry("/role unset 库管", Right.ADMIN),
            Map.entry("/member list", Right.ADMIN),
            Map.entry("/member link feishu:chen feishu:li", Right.ADMIN),
            Map.entry("/member unlink feishu:chen", Right.ADMIN),
            Map.entry("/member erase feishu:chen", Right.ADMIN),
            Map.entry("/erase " + NUMBER, Right.ADMIN),
            Map.entry("/digest now", Right.OWN),
            Map.entry("/digest subscribe 09:30", Right.OWN),
            Map.entry("/digest unsubscribe", Right.OWN),
            Map.entry("/digest preview", Right.OWN),
            Map.entry("/digest list", Right.ADMIN),
            Map.entry("/audit " + NUMBER, Right.ADMIN),
            Map.entry("/audit verify", Right.ADMIN),
            Map.entry("/status", Right.ADMIN),
            Map.entry("/status test", Right.ADMIN)));

    private static final Map<String, Account> PEOPLE = Map.of(
            "admin", ChatWorld.ZHOU,
            "initiator", ChatWorld.WANG,
            "approver", ChatWorld.ZHANG,
            "stranger", ChatWorld.STRANGER);

    static Stream<Arguments> cells() {
        return PEOPLE.keySet().stream()
                .sorted()
                .flatMap(person -> COMMANDS.keySet().stream()
                        .flatMap(line ->
                                Stream.of(Arguments.of(person, line, false), Arguments.of(person, line, true))));
    }

    @ParameterizedTest(name = "{0}: {1}, in a group: {2}")
    @MethodSource("cells")
    void whoever_asks_gets_what_they_may_and_the_group_what_is_everybodys(String person, String line, boolean inGroup) {
        ChatWorld world = ChatWorld.staffed();
        world.started();
        GroupChat group = new GroupChat(Platform.FEISHU, "oc_all");
        Account asker = Objects.requireNonNull(PEOPLE.get(person));
        Right right = COMMANDS.get(line);
        boolean refused = right == Right.ADMIN && !person.equals("admin");
        // Whoever is new is welcomed once, and that is remembered.
        world.opensChat(asker);
        Map<String, Long> before = versions(world);
        int heard = world.chat(asker).size();

        if (inGroup) {
            world.saysIn(group, asker, line);
        } else {
            world.says(asker, line);
        }

        List<String> answers = texts(world, asker, heard);
        List<String> aloud = inGroup ? texts(world, group, 0) : List.of();
        assertThat(answers.size() + aloud.size()).as("somebody is answered").isPositive();
        boolean mayDecide = person.equals("approver");
        if (line.startsWith("/task") && !mayDecide) {
            assertThat(world.record(NUMBER).state()).isEqualTo("待审批");
            assertThat(versions(world)).isEqualTo(before);
        }
        if (refused) {
            assertThat(String.join("", answers) + String.join("", aloud)).contains("管理员");
            assertThat(versions(world)).isEqualTo(before);
        }
        if (inGroup && right != Right.ALOUD) {
            assertThat(aloud)
                    .as("in the group")
                    .allSatisfy(text -> assertThat(text).doesNotContain(NUMBER, "甲公司", "12800", "feishu:", "小陈"));
        }
        for (Account other : PEOPLE.values()) {
            if (!other.equals(asker)) {
                assertThat(world.chat(other))
                        .as("nobody else is answered")
                        .noneMatch(message -> answers.contains(String.valueOf(message.text())));
            }
        }
    }

    /** A command that no row speaks of fails here. */
    @Test
    void every_command_has_its_row() {
        Set<String> words = COMMANDS.keySet().stream()
                .flatMap(line -> Stream.of(line.replace("/", "").split(" ")))
                .collect(Collectors.toSet());
        Set<String> commands = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.soprelay.chat.command")) {
            if (each.isAnnotatedWith(Command.class)) {
                commands.add(each.getAnnotationOfType(Command.class).name());
            }
        }
        assertThat(commands).hasSizeGreaterThan(15);
        assertThat(words).containsAll(commands);
    }

    private static List<String> texts(ChatWorld world, Recipient place, int from) {
        List<String> texts = new ArrayList<>();
        world.chat(place).stream().skip(from).forEach(message -> texts.add(message.text() + " " + message.card()));
        return texts;
    }

    /** Everything that is stored but what each inbox has heard. */
    private static Map<String, Long> versions(ChatWorld world) {
        Map<String, Long> versions = new TreeMap<>();
        for (AggregateId.Kind kind : AggregateId.Kind.values()) {
            for (int partition = 0; kind != AggregateId.Kind.INBOX && partition < AggregateId.PARTITIONS; partition++) {
                for (String id : world.ledger.live(kind, partition)) {
                    AggregateId aggregate = new AggregateId(kind, id);
                    versions.put(kind + id, world.ledger.load(aggregate, "none").version());
                }
            }
        }
        return versions;
    }
}
