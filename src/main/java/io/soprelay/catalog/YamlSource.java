package io.soprelay.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * YAML text to a tree, for text that may be hostile. Refused: more than 1 MB, tags, more than one document, nesting
 * over {@value #DEPTH_MAX}, over {@value #EVENTS_MAX} events, over {@value #ALIASES_MAX} aliases or {@value #NODES_MAX}
 * nodes once they are resolved, doubled keys.
 */
final class YamlSource {
    static final int BYTES_MAX = 1 << 20;
    static final int DEPTH_MAX = 50;
    static final int ALIASES_MAX = 50;
    static final int NODES_MAX = 50_000;

    /** All are in memory at once, and the nodes beside them; a flow of 240 lines has some 700. */
    static final int EVENTS_MAX = 50_000;

    private final Problems problems;
    private int nodes;

    private YamlSource(Problems problems) {
        this.problems = problems;
    }

    /** The file's top mapping; null, with the reasons in {@code problems}, if it cannot be read at all. */
    static FlowNode.@Nullable Mapping read(String text, Problems problems) {
        // some editors put a byte order mark first
        return new YamlSource(problems).read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private FlowNode.@Nullable Mapping read(String text) {
        if (text.length() > BYTES_MAX || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            problems.add(Place.START, ProblemKind.TOO_LARGE);
            return null;
        }
        // a key that is no text gets our own sentence, with its place
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(BYTES_MAX)
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            List<Event> events = new ArrayList<>();
            if (!isHarmless(new Parse(settings).parseString(text), events)) {
                return null;
            }
            Optional<Node> root = new Composer(settings, new Seen(events)).getSingleNode();
            return root.map(this::top).orElseGet(this::empty);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlSource::place).orElse(Place.START);
            problems.add(place, syntaxKind(e), plain(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Place.START, ProblemKind.NOT_YAML, plain(e.getMessage()));
        }
        return null;
    }

    private static ProblemKind syntaxKind(MarkedYamlEngineException e) {
        String problem = plain(e.getProblem());
        return problem.contains("'\\t'") || problem.contains("TAB") ? ProblemKind.TAB : ProblemKind.NOT_YAML;
    }

    private static String plain(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** Events that were looked at, once more: a tree is made of them, and the text is not read twice. */
    private static final class Seen implements Parser {
        private final List<Event> events;
        private int at;

        private Seen(List<Event> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return at < events.size();
        }

        @Override
        public boolean checkEvent(Event.ID kind) {
            return hasNext() && events.get(at).getEventId() == kind;
        }

        @Override
        public Event peekEvent() {
            return events.get(at);
        }

        @Override
        public Event next() {
            return events.get(at++);
        }
    }

    /**
     * Looks at the flat stream of events first, where neither depth nor aliases can cost anything, and keeps only so many.
     *
     * @param seen takes what was looked at
     */
    private boolean isHarmless(Iterable<Event> events, List<Event> seen) {
        int before = problems.count();
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        for (Event event : events) {
            Place place = event.getStartMark().map(YamlSource::place).orElse(Place.START);
            if (seen.size() == EVENTS_MAX) {
                problems.add(place, ProblemKind.TOO_MANY_ALIASES);
                return false;
            }
            seen.add(event);
            if (event instanceof CollectionStartEvent start) {
                start.getTag().ifPresent(tag -> problems.add(place, ProblemKind.TAG, tag));
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent scalar) {
                scalar.getTag().ifPresent(tag -> problems.add(place, ProblemKind.TAG, tag));
            } else if (event instanceof AliasEvent) {
                aliases++;
            } else if (event instanceof DocumentStartEvent) {
                documents++;
            }
            if (depth > DEPTH_MAX) {
                problems.add(place, ProblemKind.TOO_DEEP, DEPTH_MAX);
                return false;
            }
            if (aliases > ALIASES_MAX) {
                problems.add(place, ProblemKind.TOO_MANY_ALIASES);
                return false;
            }
            if (documents > 1) {
                problems.add(place, ProblemKind.SEVERAL_DOCUMENTS);
                return false;
            }
        }
        return problems.count() == before;
    }

    private FlowNode.@Nullable Mapping top(Node root) {
        FlowNode tree = convert(root, 0);
        if (tree instanceof FlowNode.Mapping mapping) {
            return mapping;
        }
        if (tree instanceof FlowNode.Scalar scalar && scalar.blank()) {
            return empty();
        }
        if (tree != null) {
            problems.add(tree.place(), ProblemKind.TOP_NOT_A_MAPPING);
        }
        return null;
    }

    private FlowNode.@Nullable Mapping empty() {
        problems.add(Place.START, ProblemKind.EMPTY_FILE);
        return null;
    }

    /** Null, with a problem, where resolved aliases grow too deep or too many. */
    private @Nullable FlowNode convert(Node node, int depth) {
        Place place = node.getStartMark().map(YamlSource::place).orElse(Place.START);
        if (depth > DEPTH_MAX || ++nodes > NODES_MAX) {
            problems.add(place, ProblemKind.TOO_MANY_ALIASES);
            return null;
        }
        return switch (node) {
            case ScalarNode scalar -> new FlowNode.Scalar(scalar.getValue(), isBlank(scalar), place);
            case SequenceNode sequence -> {
                List<FlowNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    FlowNode converted = convert(item, depth + 1);
                    if (converted == null) {
                        yield null;
                    }
                    items.add(converted);
                }
                yield new FlowNode.Sequence(items, place);
            }
            case MappingNode mapping -> convertMapping(mapping, place, depth);
            default -> throw new IllegalStateException("YAML node of an unknown kind: " + node.getNodeType());
        };
    }

    private FlowNode.@Nullable Mapping convertMapping(MappingNode mapping, Place place, int depth) {
        Map<String, FlowNode.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace =
                    tuple.getKeyNode().getStartMark().map(YamlSource::place).orElse(place);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, ProblemKind.KEY_NOT_TEXT);
                continue;
            }
            FlowNode value = convert(tuple.getValueNode(), depth + 1);
            if (value == null) {
                return null;
            }
            String name = key.getValue().strip();
            FlowNode.Entry earlier = entries.putIfAbsent(name, new FlowNode.Entry(keyPlace, value));
            if (earlier != null) {
                problems.add(
                        keyPlace,
                        ProblemKind.DUPLICATE_KEY,
                        name,
                        earlier.keyPlace().line());
            }
        }
        return new FlowNode.Mapping(entries, place);
    }

    private static boolean isBlank(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL)
                || scalar.getValue().toLowerCase(Locale.ROOT).strip().isEmpty();
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
