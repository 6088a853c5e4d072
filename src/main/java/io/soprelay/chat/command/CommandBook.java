package io.soprelay.chat.command;

import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.Words;
import io.soprelay.flow.definition.FlowDefinition;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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

    private static final Pattern NUMBER = Pattern.compile("[A-Z]{1,4}-?[0-9]{8}-?[0-9]{4,}");

    private final List<String> names = new ArrayList<>();
    /** By name and by alias. */
    private final Map<String, Supplier<? extends ChatCommand>> commands = new LinkedHashMap<>();

    /**
     * Parsers that nobody uses at the moment, by the word they begin with: making one costs three times what reading a line
     * does. As many as lines were read at once.
     */
    private final Map<String, Deque<CommandLine>> idle = new ConcurrentHashMap<>();

    private final FlowShelf shelf;
    private final GuideView guide;
    private final Words words;

    /** @param commands makes one for each line that is read at the same time; each class carries picocli's {@link Command} */
    public CommandBook(List<Supplier<? extends ChatCommand>> commands, FlowShelf shelf, GuideView guide, Words words) {
        for (Supplier<? extends ChatCommand> command : commands) {
            Command named = command.get().getClass().getAnnotation(Command.class);
            names.add(named.name());
            this.commands.put(named.name(), command);
            for (String alias : named.aliases()) {
                this.commands.put(alias, command);
            }
        }
        this.shelf = shelf;
        this.guide = guide;
        this.words = words;
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
        CommandLine parser = Optional.ofNullable(idle(name).poll()).orElseGet(() -> parser(name));
        try {
            return answer(line, parser.parseArgs(recognised.get().toArray(new String[0])), request);
        } catch (ParameterException wrong) {
            return usage(wrong);
        } finally {
            idle(name).push(parser);
        }
    }

    private Response answer(String line, ParseResult top, CommandRequest request) {
        ParseResult parsed = top;
        boolean adminOnly = false;
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            adminOnly |= ((ChatCommand) parsed.commandSpec().userObject()).adminOnly();
        }
        ChatCommand command = (ChatCommand) parsed.commandSpec().userObject();
        if (adminOnly && !request.admin()) {
            return new Response.Said(words.say("toast.admin-only"));
        }
        Response answer = named(command.run(request.written(written(line))));
        return command.aloud() ? new Response.Aloud(answer) : answer;
    }

    private Deque<CommandLine> idle(String name) {
        return idle.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ConcurrentLinkedDeque<>());
    }

    /** Knows this command alone: making them all costs more than whatever is done then. */
    private CommandLine parser(String name) {
        CommandLine root = new CommandLine(CommandSpec.create().name("relay"));
        command(name).map(Supplier::get).ifPresent(command -> {
            CommandLine line = new CommandLine(command);
            command.parts().forEach(line::addSubcommand);
            root.addSubcommand(line);
        });
        // A person's @name is no file to read, and one wrong word must not end a line half understood.
        root.setExpandAtFiles(false);
        root.setInterpolateVariables(false);
        root.setUnmatchedOptionsArePositionalParams(true);
        root.setSubcommandsCaseInsensitive(true);
        return root;
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
        while (top.parent() != null && top.parent().parent() != null) {
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
