package io.soprelay.chat.command;

import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.Words;
import io.soprelay.flow.definition.FlowDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

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

    /** The own names of commands by name and by alias, in small letters. */
    private final Map<String, String> ownNames = new HashMap<>();

    /** The own names of a command's parts by name and by alias, by the command's own name. */
    private final Map<String, Map<String, String>> partNames = new HashMap<>();

    private final FlowShelf shelf;
    private final GuideView guide;
    private final Words words;
    private final CommandParsers parsers;

    /** @param commands makes one for each line; each class carries picocli's {@link CommandLine.Command} */
    public CommandBook(List<Supplier<? extends ChatCommand>> commands, FlowShelf shelf, GuideView guide, Words words) {
        this(commands, shelf, guide, words, CommandParsers.SHARED);
    }

    CommandBook(
            List<Supplier<? extends ChatCommand>> commands,
            FlowShelf shelf,
            GuideView guide,
            Words words,
            CommandParsers parsers) {
        for (Supplier<? extends ChatCommand> command : commands) {
            ChatCommand made = command.get();
            Map<String, String> parts = new HashMap<>();
            for (ChatCommand part : made.parts()) {
                CommandParsers.words(part)
                        .forEach(word ->
                                parts.put(word, CommandParsers.words(part).getFirst()));
            }
            String own = CommandParsers.words(made).getFirst();
            names.add(own);
            partNames.put(own, parts);
            for (String word : CommandParsers.words(made)) {
                this.commands.put(word, command);
                ownNames.put(word.toLowerCase(Locale.ROOT), own);
            }
        }
        this.shelf = shelf;
        this.guide = guide;
        this.words = words;
        this.parsers = parsers;
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
        try {
            return answer(line, parsers.read(command(name).orElseThrow(), parts(name, arguments), arguments), request);
        } catch (ParameterException wrong) {
            return usage(wrong);
        }
    }

    /** @param meant a command, and its part if the line means one */
    private Response answer(String line, List<ChatCommand> meant, CommandRequest request) {
        if (meant.stream().anyMatch(ChatCommand::adminOnly) && !request.admin()) {
            return new Response.Said(words.say("toast.admin-only"));
        }
        ChatCommand command = meant.getLast();
        if (command.lacksWords()) {
            return usage(
                    meant.stream()
                            .map(each -> CommandParsers.words(each).getFirst())
                            .toList(),
                    "");
        }
        Response answer = named(command.run(request.written(() -> written(line))));
        return command.aloud() ? new Response.Aloud(answer) : answer;
    }

    /** Own names of the command's parts that the line may mean. */
    private Set<String> parts(String name, List<String> arguments) {
        String command = ownNames.getOrDefault(name.toLowerCase(Locale.ROOT), name);
        Map<String, String> names = partNames.getOrDefault(command, Map.of());
        return arguments.stream()
                .flatMap(word -> Optional.ofNullable(names.get(word.toLowerCase(Locale.ROOT))).stream())
                .collect(Collectors.toUnmodifiableSet());
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

    private Response usage(ParameterException wrong) {
        Deque<String> names = new ArrayDeque<>();
        for (CommandLine each = wrong.getCommandLine(); each != null; each = each.getParent()) {
            names.addFirst(each.getCommandName());
        }
        return usage(List.copyOf(names), guide.shown(String.join(" ", unmatched(wrong))));
    }

    /**
     * What the line should look like: a part of a command may have a line of its own.
     *
     * @param names of the command and its part
     * @param extra words that nobody knows what to do with
     */
    private Response usage(List<String> names, String extra) {
        String whole = "command." + names.getFirst();
        String part = whole + "." + names.getLast() + ".usage";
        String usage = words.say(words.keys().contains(part) ? part : whole + ".usage");
        return new Response.Aloud(new Response.Said(
                extra.isEmpty() ? words.say("usage", usage) : words.say("usage.unknown-word", extra, usage)));
    }

    private static List<String> unmatched(ParameterException wrong) {
        return wrong instanceof CommandLine.UnmatchedArgumentException unmatched ? unmatched.getUnmatched() : List.of();
    }
}
