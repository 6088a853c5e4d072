package io.soprelay.chat.command;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Picocli's parsers while no line is read: making one costs three times what reading a line does. A parser reads into
 * commands of its own, and what it read is handed to those of the line; so all books of a process share them. As many of a
 * kind are kept as such lines were read at once, and with them the first bot whose line was of that kind. Thread safe.
 */
final class CommandParsers {
    static final CommandParsers SHARED = new CommandParsers();

    /** A line means one part. A parser that knows more is not kept: sets of parts are many, and anybody can name them. */
    private static final int PARTS_KEPT_MAX = 2;

    private static final ClassValue<List<String>> WORDS = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> command) {
            Command named = command.getAnnotation(Command.class);
            List<String> words = new ArrayList<>(List.of(named.name()));
            words.addAll(List.of(named.aliases()));
            return List.copyOf(words);
        }
    };

    private final Map<Kind, Deque<CommandLine>> idle = new ConcurrentHashMap<>();

    /**
     * What a parser knows; the same however often, in which order and by which alias the words stand in the line.
     *
     * @param parts own names of those that the line may mean: making them all costs more than whatever is done then
     */
    private record Kind(Class<? extends ChatCommand> command, Set<String> parts) {}

    /** The name first, then the aliases. */
    static List<String> words(ChatCommand command) {
        return WORDS.get(command.getClass());
    }

    /**
     * Reads a line's parameters into the command and its part.
     *
     * @param maker makes commands of one class
     * @param parts own names of those that the line may mean
     * @return a new command, and its part if the line means one
     * @throws CommandLine.ParameterException if the line does not fit
     */
    List<ChatCommand> read(Supplier<? extends ChatCommand> maker, Set<String> parts, List<String> arguments) {
        ChatCommand command = maker.get();
        Kind kind = new Kind(command.getClass(), parts);
        CommandLine parser = taken(kind, maker);
        try {
            return handedOver(parser.parseArgs(arguments.toArray(new String[0])), command);
        } finally {
            if (parts.size() <= PARTS_KEPT_MAX) {
                idle.computeIfAbsent(kind, any -> new ConcurrentLinkedDeque<>()).push(parser);
            }
        }
    }

    /** How many parsers are kept while no line is read. */
    int kept() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }

    private CommandLine taken(Kind kind, Supplier<? extends ChatCommand> maker) {
        Deque<CommandLine> kept = idle.get(kind);
        CommandLine parser = kept == null ? null : kept.poll();
        return parser == null ? made(maker.get(), kind.parts()) : parser;
    }

    private static CommandLine made(ChatCommand command, Set<String> parts) {
        CommandLine line = new CommandLine(command);
        for (ChatCommand part : command.parts()) {
            if (parts.contains(words(part).getFirst())) {
                line.addSubcommand(part);
            }
        }
        // A person's @name is no file to read, and one wrong word must not end a line half understood.
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setUnmatchedOptionsArePositionalParams(true);
        line.setSubcommandsCaseInsensitive(true);
        return line;
    }

    private static List<ChatCommand> handedOver(ParseResult top, ChatCommand command) {
        List<ChatCommand> commands = new ArrayList<>(List.of(command));
        handOver(top.commandSpec(), command);
        if (top.hasSubcommand()) {
            CommandSpec part = top.subcommand().commandSpec();
            ChatCommand own = command.parts().stream()
                    .filter(each -> each.getClass() == part.userObject().getClass())
                    .findFirst()
                    .orElseThrow();
            handOver(part, own);
            commands.add(own);
        }
        return commands;
    }

    private static void handOver(CommandSpec read, ChatCommand command) {
        for (ArgSpec each : read.args()) {
            Field parameter = (Field) each.userObject();
            try {
                parameter.set(command, parameter.get(read.userObject()));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Picocli opens the fields that it sets", e);
            }
        }
    }
}
