package io.soprelay.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a flow file while it is read: hands out its keys, reports what is missing, unknown or of the wrong
 * shape, and goes on with a harmless stand-in so that one reading finds every problem. {@link #finish} must be called
 * last.
 */
final class Section {
    private final FlowNode.Mapping mapping;
    private final String kind;
    private final Place place;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * @param kind names the section in examples: {@code task}
     * @param place where a missing key is reported
     */
    Section(FlowNode.Mapping mapping, String kind, Place place, Problems problems) {
        this.mapping = mapping;
        this.kind = kind;
        this.place = place;
        this.problems = problems;
    }

    Place place() {
        return place;
    }

    boolean has(String key) {
        asked.add(key);
        return mapping.entries().containsKey(key);
    }

    /** Where the value of a key stands; the section's own place if the key is missing. */
    Place place(String key) {
        FlowNode.Entry entry = mapping.entries().get(key);
        return entry == null ? place : entry.value().place();
    }

    Optional<FlowNode> optional(String key) {
        asked.add(key);
        FlowNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof FlowNode.Scalar scalar && scalar.blank()) {
            problems.add(entry.keyPlace(), ProblemKind.EMPTY_VALUE, key, example(key));
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    Optional<FlowNode> required(String key) {
        if (!has(key)) {
            problems.add(place, ProblemKind.MISSING_KEY, key, example(key));
            return Optional.empty();
        }
        return optional(key);
    }

    /** @return empty text if it is missing or not a text */
    String text(String key, int charsMax) {
        return required(key).map(node -> textOf(node, key, charsMax)).orElse("");
    }

    String textOr(String key, String otherwise, int charsMax) {
        return optional(key).map(node -> textOf(node, key, charsMax)).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        Optional<FlowNode> node = optional(key);
        if (node.isEmpty()) {
            return otherwise;
        }
        String text = textOf(node.get(), key, FlowLimits.KEY_CHARS);
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(node.get().place(), ProblemKind.BAD_CHOICE, key, text, "true、false");
        }
        return text.equals("true");
    }

    int wholeNumber(String key, int otherwise, int min, int max) {
        BigDecimal value = number(key);
        if (value == null) {
            return otherwise;
        }
        boolean inRange =
                value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        if (!inRange || value.stripTrailingZeros().scale() > 0) {
            problems.add(place(key), ProblemKind.OUT_OF_RANGE, key, value.toPlainString(), min, max);
            return otherwise;
        }
        return value.intValueExact();
    }

    /** @return null if it is missing or not a number of at most 15 digits */
    @Nullable
    BigDecimal number(String key) {
        Optional<FlowNode> node = optional(key);
        if (node.isEmpty()) {
            return null;
        }
        String text = textOf(node.get(), key, FlowLimits.TITLE_CHARS);
        if (text.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")) {
            return new BigDecimal(text);
        }
        problems.add(node.get().place(), ProblemKind.BAD_NUMBER, key, text, example(key));
        return null;
    }

    /** A list of texts; one text stands for a list of one. */
    List<FlowNode.Scalar> scalars(String key, boolean required, int itemsMax) {
        List<FlowNode.Scalar> found = new ArrayList<>();
        for (FlowNode node : list(key, required, itemsMax)) {
            if (node instanceof FlowNode.Scalar scalar && !scalar.blank()) {
                found.add(scalar);
            } else {
                problems.add(node.place(), ProblemKind.NOT_A_TEXT, key, example(key));
            }
        }
        return found;
    }

    List<String> texts(String key, boolean required, int itemsMax, int charsMax) {
        return scalars(key, required, itemsMax).stream()
                .map(scalar -> textOf(scalar, key, charsMax))
                .toList();
    }

    /** The elements of a list; anything else stands for a list of one. Doubled texts are reported. */
    List<FlowNode> list(String key, boolean required, int itemsMax) {
        Optional<FlowNode> node = required ? required(key) : optional(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof FlowNode.Sequence sequence)) {
            return List.of(node.get());
        }
        if (sequence.items().isEmpty() && required) {
            problems.add(sequence.place(), ProblemKind.EMPTY_VALUE, key, example(key));
        }
        if (sequence.items().size() > itemsMax) {
            problems.add(
                    sequence.place(),
                    ProblemKind.TOO_MANY,
                    key,
                    sequence.items().size(),
                    itemsMax);
        }
        Set<String> seen = new LinkedHashSet<>();
        for (FlowNode item : sequence.items()) {
            if (item instanceof FlowNode.Scalar scalar && !seen.add(scalar.text())) {
                problems.add(scalar.place(), ProblemKind.DOUBLED, key, scalar.text());
            }
        }
        return sequence.items();
    }

    /** The sections of a mapping of mappings, by name; {@code kind} names each in examples. */
    Map<String, Section> sections(String key, boolean required, String childKind) {
        Map<String, Section> children = new LinkedHashMap<>();
        entries(key, required).forEach((name, entry) -> {
            if (entry.value() instanceof FlowNode.Mapping child) {
                children.put(name, new Section(child, childKind, entry.keyPlace(), problems));
            } else {
                problems.add(entry.keyPlace(), ProblemKind.NOT_A_MAPPING, name, LintTexts.text("example." + childKind));
            }
        });
        return children;
    }

    /** The entries of a mapping in file order. */
    Map<String, FlowNode.Entry> entries(String key, boolean required) {
        Optional<FlowNode> node = required ? required(key) : optional(key);
        if (node.isEmpty()) {
            return Map.of();
        }
        if (node.get() instanceof FlowNode.Mapping child) {
            if (child.entries().size() > FlowLimits.LIST_ITEMS) {
                problems.add(
                        child.place(),
                        ProblemKind.TOO_MANY,
                        key,
                        child.entries().size(),
                        FlowLimits.LIST_ITEMS);
            }
            return child.entries();
        }
        problems.add(node.get().place(), ProblemKind.NOT_A_MAPPING, key, example(key));
        return Map.of();
    }

    /** One nested section; empty, with a problem, if it has another shape. */
    Optional<Section> section(String key, boolean required) {
        return (required ? required(key) : optional(key))
                .flatMap(node -> sectionOf(node, kind + "-" + key, example(key)));
    }

    /** The section a list element is; empty, with a problem, if it has another shape. */
    Optional<Section> sectionOf(FlowNode node, String childKind, String example) {
        if (node instanceof FlowNode.Mapping child) {
            return Optional.of(new Section(child, childKind, child.place(), problems));
        }
        problems.add(
                node.place(),
                ProblemKind.NOT_A_MAPPING,
                node instanceof FlowNode.Scalar s ? s.text() : childKind,
                example);
        return Optional.empty();
    }

    /** The text of a scalar within its limit, counted in code points. */
    String textOf(FlowNode node, String key, int charsMax) {
        if (!(node instanceof FlowNode.Scalar scalar)) {
            problems.add(node.place(), ProblemKind.NOT_A_TEXT, key, example(key));
            return "";
        }
        String text = scalar.text().strip();
        int chars = text.codePointCount(0, text.length());
        if (chars > charsMax) {
            problems.add(scalar.place(), ProblemKind.TEXT_TOO_LONG, key, chars, charsMax);
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            problems.add(scalar.place(), ProblemKind.CONTROL_CHARACTER, key);
        }
        return text;
    }

    String example(String key) {
        return LintTexts.example(kind, key);
    }

    /** Reports the keys that nobody asked for. */
    void finish() {
        mapping.entries().forEach((key, entry) -> {
            if (asked.contains(key)) {
                return;
            }
            Suggestions.nearest(key, asked)
                    .ifPresentOrElse(
                            meant -> problems.add(entry.keyPlace(), ProblemKind.UNKNOWN_KEY_MEANT, key, meant),
                            () -> problems.add(
                                    entry.keyPlace(), ProblemKind.UNKNOWN_KEY, key, String.join("、", asked)));
        });
    }
}
