package io.soprelay.redis.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a Lua script promises, as data, so that a test can compare it with the Java side.
 *
 * <p>Header lines, before the first line of code; other comment lines are prose:
 *
 * <pre>{@code
 * -- KEYS[1] state: hash of the instance
 * -- KEYS[2..] queues: any number more
 * -- ARGV[1] now (epoch ms): when the commit happens
 * -- returns CONFLICT: another version is stored
 * }</pre>
 *
 * @param keys in order; only the last may be a rest
 * @param arguments in order; only the last may be a rest
 * @param returns at least one, no code twice
 */
public record LuaContract(List<Parameter> keys, List<Parameter> arguments, List<Result> returns) {

    private static final Pattern PARAMETER =
            Pattern.compile("--\\s*(KEYS|ARGV)\\[(\\d+)(\\.\\.)?]\\s+(\\w+)(?:\\s+\\(([^)]+)\\))?\\s*:\\s*(\\S.*)");
    private static final Pattern RESULT = Pattern.compile("--\\s*returns\\s+(\\w+)\\s*:\\s*(\\S.*)");
    private static final Pattern LOOKS_LIKE_CONTRACT = Pattern.compile("--\\s*(KEYS\\[|ARGV\\[|returns\\b).*");
    private static final Pattern USE = Pattern.compile("\\b(KEYS|ARGV)\\[(\\d+)]");

    /**
     * One key or argument.
     *
     * @param unit empty for a key or when none is written
     * @param rest stands for this place and any number of places after it, also none
     */
    public record Parameter(String name, String unit, String meaning, boolean rest) {}

    /** One outcome the script can return; {@code code} is the name of the Java enum constant. */
    public record Result(String code, String meaning) {}

    public LuaContract {
        keys = List.copyOf(keys);
        arguments = List.copyOf(arguments);
        returns = List.copyOf(returns);
    }

    /** The codes alone, in the order of the header. */
    public Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        returns.forEach(result -> codes.add(result.code()));
        return codes;
    }

    /**
     * Reads the header and checks the code below it against it.
     *
     * @throws IllegalArgumentException naming the script and every problem at once: a malformed line, a gap or repeat in
     *     the numbers, no {@code returns}, or a {@code KEYS[n]} or {@code ARGV[n]} used that the header does not declare
     */
    static LuaContract parse(String script, String source) {
        List<String> problems = new ArrayList<>();
        List<Parameter> keys = new ArrayList<>();
        List<Parameter> arguments = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        for (String line : header(source)) {
            Matcher parameter = PARAMETER.matcher(line);
            Matcher result = RESULT.matcher(line);
            if (parameter.matches()) {
                addParameter(parameter, parameter.group(1).equals("KEYS") ? keys : arguments, problems);
            } else if (result.matches()) {
                results.add(new Result(result.group(1), result.group(2)));
            } else if (LOOKS_LIKE_CONTRACT.matcher(line).matches()) {
                problems.add("'" + line + "' is no contract line (name, unit or meaning is missing)");
            }
        }
        LuaContract contract = new LuaContract(keys, arguments, results);
        if (results.isEmpty()) {
            problems.add("the header has no '-- returns CODE: meaning'");
        } else if (contract.codes().size() < results.size()) {
            problems.add("the header returns a code twice");
        }
        contract.checkUses(source, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Lua script '%s': %s".formatted(script, String.join("; ", problems)));
        }
        return contract;
    }

    /**
     * Refuses a call that does not fit the header.
     *
     * @throws IllegalArgumentException with the numbers expected and found
     */
    void requireFits(String script, int keyCount, int argumentCount) {
        requireCount(script, "keys", keys, keyCount);
        requireCount(script, "arguments", arguments, argumentCount);
    }

    private static List<String> header(String source) {
        return source.lines()
                .map(String::strip)
                .takeWhile(line -> line.isEmpty() || line.startsWith("--"))
                .toList();
    }

    private static void addParameter(Matcher line, List<Parameter> parameters, List<String> problems) {
        boolean followsRest = !parameters.isEmpty() && parameters.getLast().rest();
        if (Integer.parseInt(line.group(2)) != parameters.size() + 1 || followsRest) {
            problems.add("%s[%s] is out of order".formatted(line.group(1), line.group(2)));
        }
        String unit = line.group(5) == null ? "" : line.group(5);
        parameters.add(new Parameter(line.group(4), unit, line.group(6), line.group(3) != null));
    }

    private void checkUses(String source, List<String> problems) {
        Set<String> undeclared = new LinkedHashSet<>();
        source.lines().filter(line -> !line.strip().startsWith("--")).forEach(line -> {
            Matcher use = USE.matcher(line);
            while (use.find()) {
                List<Parameter> declared = use.group(1).equals("KEYS") ? keys : arguments;
                boolean open = !declared.isEmpty() && declared.getLast().rest();
                if (!open && Integer.parseInt(use.group(2)) > declared.size()) {
                    undeclared.add(use.group() + " is used but not declared");
                }
            }
        });
        problems.addAll(undeclared);
    }

    private static void requireCount(String script, String kind, List<Parameter> declared, int found) {
        boolean open = !declared.isEmpty() && declared.getLast().rest();
        int least = open ? declared.size() - 1 : declared.size();
        if (found < least || (!open && found > least)) {
            throw new IllegalArgumentException("Lua script '%s' takes %s%d %s, but was called with %d"
                    .formatted(script, open ? "at least " : "", least, kind, found));
        }
    }
}
