package io.soprelay.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An append-only file read as Redis writes it: what is all or nothing, and where it lies. */
final class AofText {
    private final byte[] bytes;
    private final List<Integer> ends = new ArrayList<>();
    private int at;

    /** One command, or a whole transaction: applied as one or not at all. */
    record Unit(int from, int to, List<List<String>> commands) {}

    private AofText(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /**
     * @param ends where each command ends, in order; those inside transactions too
     */
    record Read(List<Unit> units, List<Integer> ends) {}

    /** @param from where the first command begins: after the snapshot at the head of the file, if it has one */
    static Read read(byte[] bytes, int from) {
        AofText text = new AofText(bytes, from);
        List<Unit> units = new ArrayList<>();
        while (text.at < bytes.length) {
            units.add(text.unit());
        }
        return new Read(units, text.ends);
    }

    private Unit unit() {
        int from = at;
        List<String> first = command();
        List<List<String>> commands = new ArrayList<>();
        if (first.getFirst().equals("MULTI")) {
            for (List<String> next = command(); !next.getFirst().equals("EXEC"); next = command()) {
                commands.add(next);
            }
        } else {
            commands.add(first);
        }
        return new Unit(from, at, commands);
    }

    private List<String> command() {
        int words = number('*');
        List<String> command = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            int length = number('$');
            command.add(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
            at += length + 2;
        }
        ends.add(at);
        return command;
    }

    private int number(char sign) {
        if (bytes[at] != sign) {
            throw new IllegalStateException("No " + sign + " at " + at + " of the append-only file");
        }
        int number = 0;
        for (at++; bytes[at] != '\r'; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        at += 2;
        return number;
    }
}
