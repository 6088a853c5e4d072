package io.soprelay.testkit;

import java.util.List;

/** What stands behind a program's name on the command line, read from left to right. Whatever is wrong is one sentence. */
public final class ProgramOptions {
    private final List<String> arguments;
    private int at = -1;

    public ProgramOptions(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    /** Goes on to the next word, if there is one: the name of an option, or a word by itself. */
    public boolean next() {
        return ++at < arguments.size();
    }

    /** The word that was gone on to. */
    public String word() {
        return arguments.get(at);
    }

    /**
     * What follows an option; it is passed over.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public String value() {
        if (at + 1 == arguments.size()) {
            throw new IllegalArgumentException(word() + " takes a value, but got nothing.");
        }
        return arguments.get(++at);
    }

    /**
     * The number that follows an option, {@code least} to {@code most}, both included.
     *
     * @throws IllegalArgumentException if something else does
     */
    public long number(long least, long most) {
        String name = word();
        String found = at + 1 == arguments.size() ? "nothing" : value();
        try {
            long number = Long.parseLong(found);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // reported below
        }
        throw new IllegalArgumentException(
                "%s takes a number from %d to %d, but got %s.".formatted(name, least, most, found));
    }

    /**
     * What follows an option that asks for one platform or {@code both}.
     *
     * @throws IllegalArgumentException if something else does
     */
    public <P> List<P> platforms(P feishu, P dingtalk) {
        String name = word();
        String found = at + 1 == arguments.size() ? "nothing" : value();
        return switch (found) {
            case "feishu" -> List.of(feishu);
            case "dingtalk" -> List.of(dingtalk);
            case "both" -> List.of(feishu, dingtalk);
            default ->
                throw new IllegalArgumentException(
                        "%s takes feishu, dingtalk or both, but got %s.".formatted(name, found));
        };
    }
}
