package io.soprelay.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Words;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.AtOnce;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Parsers are kept for the next line of their kind, and of few kinds. */
class CommandBookTest {
    private static final MemberId ZHOU = new MemberId("m00000001");

    private final CommandParsers parsers = new CommandParsers();
    private final CommandBook book = book();

    @Test
    void lines_of_one_kind_are_read_by_one_parser_whatever_else_they_say() {
        assertThat(said("/box open 甲")).isEqualTo("open [甲]");
        assertThat(said("/box OPEN 乙 丙")).isEqualTo("open [乙, 丙]");
        assertThat(said("/box 打开 丁")).isEqualTo("open [丁]");
        assertThat(said("/box open 打开")).isEqualTo("open [打开]");
        assertThat(said("/箱子 open 戊")).isEqualTo("open [戊]");

        assertThat(parsers.kept()).isEqualTo(1);
    }

    @Test
    void a_thousand_orders_of_all_parts_words_leave_few_parsers() {
        Random random = new Random(7);
        List<String> words = List.of("open", "打开", "close", "关", "move", "搬", "weigh", "称", "OPEN", "甲");
        for (int i = 0; i < 1_000; i++) {
            List<String> line = new ArrayList<>(List.of("/box"));
            for (int left = random.nextInt(7); left > 0; left--) {
                line.add(words.get(random.nextInt(words.size())));
            }
            said(String.join(" ", line));
        }

        assertThat(parsers.kept()).as("none, one or two of four parts").isEqualTo(1 + 4 + 6);
    }

    @Test
    void what_one_line_said_is_not_heard_in_the_next_nor_in_another_book() {
        CommandBook another = book();
        assertThat(said("/box open 甲")).isEqualTo("open [甲]");
        assertThat(said("/box open")).isEqualTo("open []");
        assertThat(said(another, "/box open")).isEqualTo("open []");
        assertThat(said(another, "/box 乙")).isEqualTo("box [乙]");
        assertThat(said("/box")).isEqualTo("box []");

        assertThat(parsers.kept()).isEqualTo(2);
    }

    @Test
    void a_word_that_one_line_added_is_missing_in_the_next() {
        assertThat(said("/box burn 甲 确认")).isEqualTo("甲 确认");
        assertThat(said("/box burn 乙")).isEqualTo("乙 ?");
        assertThat(said("/box")).isEqualTo("box []");
        assertThat(said("/box burn 乙")).isEqualTo("乙 ?");
    }

    @Test
    void lines_that_are_read_at_once_do_not_hear_each_other() throws Exception {
        assertThat(AtOnce.each(2_000, i -> said("/box open " + i)))
                .isEqualTo(IntStream.range(0, 2_000)
                        .mapToObj("open [%d]"::formatted)
                        .toList());
    }

    private String said(String line) {
        return said(book, line);
    }

    private static String said(CommandBook book, String line) {
        Response answer = book.run(line, new CommandRequest(ZHOU, true, "d1", null));
        return answer instanceof Response.Said(String text) ? text : answer.toString();
    }

    private CommandBook book() {
        InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
        Words words = Words.of(Locale.SIMPLIFIED_CHINESE);
        Phrases phrases = new Phrases(
                words, ZoneId.of("Asia/Shanghai"), new Members(ledger), new Roles(ledger, new Deliveries(), List.of()));
        return new CommandBook(
                List.of(Box::new), new NoFlows(), new GuideView(phrases, new Buttons(words)), words, parsers);
    }

    @Command(name = "box", aliases = "箱子")
    static final class Box extends Echo {
        @Override
        public List<ChatCommand> parts() {
            return List.of(new Open(), new Close(), new Move(), new Weigh(), new Burn());
        }
    }

    @Command(name = "burn")
    static final class Burn implements ChatCommand {
        @Parameters(index = "0")
        private String what = "";

        @Parameters(index = "1", arity = "0..1", defaultValue = "?")
        private String sure = "";

        @Override
        public Response run(CommandRequest request) {
            return new Response.Said(what + " " + sure);
        }
    }

    @Command(name = "open", aliases = "打开")
    static final class Open extends Echo {}

    @Command(name = "close", aliases = "关")
    static final class Close extends Echo {}

    @Command(name = "move", aliases = "搬")
    static final class Move extends Echo {}

    @Command(name = "weigh", aliases = "称")
    static final class Weigh extends Echo {}

    /** Says what it was given. */
    abstract static class Echo implements ChatCommand {
        @Parameters(arity = "0..*")
        List<String> given = List.of();

        @Override
        public Response run(CommandRequest request) {
            return new Response.Said(getClass().getAnnotation(Command.class).name() + " " + given);
        }
    }

    private static final class NoFlows implements FlowShelf {
        @Override
        public List<FlowDefinition> all() {
            return List.of();
        }

        @Override
        public Optional<FlowDefinition> find(String nameOrAlias) {
            return Optional.empty();
        }

        @Override
        public List<String> problems() {
            return List.of();
        }
    }
}
