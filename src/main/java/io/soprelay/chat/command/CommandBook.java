package io.soprelay.chat.command;

import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.Words;
import io.soprelay.flow.definition.FlowDefinition;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reads a line as people type it: full-width signs, Chinese aliases, no slash, no space after 发起 or 查看, a number
 * alone. What nobody can read gets a short card with suggestions, never silence. Thread safe.
 */
public final class CommandBook {
    private static final String HELP = "help";

    /** What a slash alone most likely was the beginning of. */
    private static final List<String> FIRST_STEPS = List.of("todo", "start", HELP);

    /** A line means one part. A parser that knows more is not kept: sets of parts are many, and anybody can name them. */
    private static final int PARTS_KEPT_MAX = 2;

    private static final Pattern NUMBER = Pattern.compile("[A-Z]{1,4}-?[0-9]{8}-?[0-9]{4,}");

    private final List<String> names = new ArrayList<>();
    /** By name and by alias. */
    private final Map<String, Supplier<? extends ChatCommand>> commands = new LinkedHashMap<>();

    /**
     * Parsers that nobody uses at the moment, by what they know: making one costs three times what reading a line does.
     * As many of a kind as such lines were read at once.
     */
    private final Map<Known, Deque<CommandLine>> idle = new ConcurrentHashMap<>();

    /** The own names of commands by name and by alias, in small letters. */
    private final Map<String, String> ownNames = new HashMap<>();

    /** The own names of a command's parts by name and by alias, by the command's own name. */
    private final Map<String, Map<String, String>> partNames = new HashMap<>();

    private final FlowShelf shelf;
    private final GuideView guide;
    private final Words words;

    /** @param commands makes one for each line that is read at the same time; each class carries picocli's {@link Command} */
    public CommandBook(List<Supplier<? extends ChatCommand>> commands, FlowShelf shelf, GuideView guide, Words words) {
        for (Supplier<? extends ChatCommand> command : commands) {
            ChatCommand made = command.get();
            Map<String, String> parts = new HashMap<>();
            for (ChatCommand part : made.parts()) {
                words(part).forEach(word -> parts.put(word, words(part).getFirst()));
            }
            String own = words(made).getFirst();
            names.add(own);
            partNames.put(own, parts);
            for (String word : words(made)) {
                this.commands.put(word, command);
                ownNames.put(word.toLowerCase(Locale.ROOT), own);
            }
        }
        this.shelf = shelf;
        this.guide = guide;
        this.words = words;
    }

    /** The name first. */
    private static List<String> words(ChatCommand command) {
        Command named = command.getClass().getAnnotation(Command.class);
        return joined(named.name(), List.of(named.aliases()));
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    /** Carries a line out, or answers what it may have meant. */
    public Response run(String line, CommandRequest request) {
        String plain = Line.plain(line);
        List<String> tokens = Line.tokens(plain);
        Optional<List<String>> recognised = recognise(plain, tokens);
        if (recognised.isEmpty()) {
            return unknown(line, plain);
        }
        String name = recognised.get().getFirst();
        List<String> arguments = recognised.get().subList(1, recognised.get().size());
        Known known = known(name, arguments);
        CommandLine parser = taken(known);
        try {
            return answer(line, parser.parseArgs(arguments.toArray(new String[0])), request);
        } catch (ParameterException wrong) {
            return usage(wrong);
        } finally {
            putBack(known, parser);
        }
    }

    private CommandLine taken(Known known) {
        Deque<CommandLine> kept = idle.get(known);
        CommandLine parser = kept == null ? null : kept.poll();
        return parser == null ? parser(known) : parser;
    }

    private void putBack(Known known, CommandLine parser) {
        if (known.parts().size() <= PARTS_KEPT_MAX) {
            idle.computeIfAbsent(known, any -> new ConcurrentLinkedDeque<>()).push(parser);
        }
    }

    /** How many parsers are kept while no line is read. */
    int parsersKept() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }

    private Response answer(String line, ParseResult top, CommandRequest request) {
        ParseResult parsed = top;
        boolean adminOnly = ((ChatCommand) top.commandSpec().userObject()).adminOnly();
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            adminOnly |= ((ChatCommand) parsed.commandSpec().userObject()).adminOnly();
        }
        ChatCommand command = (ChatCommand) parsed.commandSpec().userObject();
        if (adminOnly && !request.admin()) {
            return new Response.Said(words.say("toast.admin-only"));
        }
        Response answer = named(command.run(request.written(() -> written(line))));
        return command.aloud() ? new Response.Aloud(answer) : answer;
    }

    /**
     * What a parser knows; the same however often, in which order and by which alias the words stand in the line.
     *
     * @param command its own name
     * @param parts own names of those that the line may mean
     */
    private record Known(String command, Set<String> parts) {}

    private Known known(String name, List<String> arguments) {
        String command = ownNames.getOrDefault(name.toLowerCase(Locale.ROOT), name);
        Map<String, String> names = partNames.getOrDefault(command, Map.of());
        return new Known(
                command,
                arguments.stream()
                        .flatMap(word -> Optional.ofNullable(names.get(word.toLowerCase(Locale.ROOT))).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Knows this command and the parts that the line may mean: making them all costs more than whatever is done then. */
    private CommandLine parser(Known known) {
        ChatCommand command = command(known.command()).orElseThrow().get();
        CommandLine line = new CommandLine(command);
        command.parts().stream()
                .filter(part -> known.parts().contains(words(part).getFirst()))
                .forEach(line::addSubcommand);
        // A person's @name is no file to read, and one wrong word must not end a line half understood.
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setUnmatchedOptionsArePositionalParams(true);
        line.setSubcommandsCaseInsensitive(true);
        return line;
    }

    /** The arguments for the parser, beginning with a command it knows; empty if the line is no command. */
    private Optional<List<String>> recognise(String plain, List<String> tokens) {
        if (tokens.isEmpty()) {
            // The bot's name alone in a group: whoever calls it wants to know what it is for.
            return Optional.of(List.of(HELP)).filter(help -> commands.containsKey(HELP));
        }
        if (tokens.getFirst().equals("/") && tokens.size() > 1) {
            // A thumb that hit the space bar.
            return recognise(plain.substring(1).strip(), slashed(tokens));
        }
        String first = tokens.getFirst();
        boolean slash = first.startsWith("/");
        String word = slash ? first.substring(1) : first;
        if (command(word).isPresent()) {
            return Optional.of(joined(word, tokens.subList(1, tokens.size())));
        }
        String number = plain.toUpperCase(Locale.ROOT);
        if (NUMBER.matcher(number).matches()) {
            return Optional.of(List.of("show", number));
        }
        for (Map.Entry<String, Supplier<? extends ChatCommand>> entry : commands.entrySet()) {
            String rest = word.startsWith(entry.getKey())
                    ? word.substring(entry.getKey().length())
                    : "";
            if (!rest.isBlank() && entry.getValue().get().takesGlued(rest)) {
                List<String> arguments = new ArrayList<>(List.of(rest));
                arguments.addAll(tokens.subList(1, tokens.size()));
                return Optional.of(joined(entry.getKey(), arguments));
            }
        }
        return Optional.empty();
    }

    private Optional<Supplier<? extends ChatCommand>> command(String word) {
        return Optional.<Supplier<? extends ChatCommand>>ofNullable(commands.get(word))
                .or(() -> Optional.ofNullable(commands.get(word.toLowerCase(Locale.ROOT))));
    }

    private static List<String> slashed(List<String> tokens) {
        return joined("/" + tokens.get(1), tokens.subList(2, tokens.size()));
    }

    private static List<String> joined(String word, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(word));
        all.addAll(arguments);
        return all;
    }

    private Response unknown(String line, String plain) {
        List<String> suggestions = List.of();
        if (plain.startsWith("/")) {
            String word = Line.tokens(plain).getFirst().substring(1);
            // A sign or a letter is near everything and helps nobody.
            List<String> known =
                    commands.keySet().stream().filter(name -> name.length() > 1).toList();
            List<String> meant = word.isEmpty() ? FIRST_STEPS : NearNames.of(word, known);
            suggestions = meant.stream().map(name -> "/" + name).toList();
        }
        Optional<FlowDefinition> flow = shelf.find(plain);
        if (flow.isPresent()) {
            return new Response.Aloud(new Response.Shown(guide.flowMeant(line, flow.get())));
        }
        return new Response.Aloud(new Response.Shown(guide.unknown(line, suggestions, shelf.all())));
    }

    /** Lines are stored with ids in place of people: what goes into a record says @小王, as the person saw it. */
    private List<String> written(String line) {
        return Line.asWritten(line).stream().map(guide::named).toList();
    }

    /** No answer shows ids either. */
    private Response named(Response answer) {
        return answer instanceof Response.Said(String text) ? new Response.Said(guide.named(text)) : answer;
    }

    /** What the line should look like: a part of a command may have a line of its own. */
    private Response usage(ParameterException wrong) {
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        CommandSpec top = spec;
        while (top.parent() != null) {
            top = top.parent();
        }
        String part = "command." + top.name() + "." + spec.name() + ".usage";
        String usage = words.say(words.keys().contains(part) ? part : "command." + top.name() + ".usage");
        String extra = guide.shown(String.join(" ", unmatched(wrong)));
        return new Response.Aloud(new Response.Said(
                extra.isEmpty() ? words.say("usage", usage) : words.say("usage.unknown-word", extra, usage)));
    }

    private static List<String> unmatched(ParameterException wrong) {
        return wrong instanceof CommandLine.UnmatchedArgumentException unmatched ? unmatched.getUnmatched() : List.of();
    }
}
