package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.SopDocument;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one file's tree into a definition, as far as it goes; what does not fit is in the problems. */
final class FlowDecoder {
    /** What keys in files look like: flows, work items, transitions. */
    static final String KEY = "[a-z][a-z0-9-]{0,39}";
    /** The file format this release reads. */
    static final int FORMAT = 1;

    private final Reading reading;
    private final ItemDecoder items;

    FlowDecoder(Reading reading) {
        this.reading = reading;
        this.items = new ItemDecoder(reading);
    }

    FlowDefinition decode(FlowNode.Mapping root) {
        Section flow = new Section(root, "flow", Place.START, reading.problems());
        checkFormat(flow);
        declareRoles(flow);
        String key = key(reading, flow, "flow");
        String name = flow.text("name", FlowLimits.NAME_CHARS);
        List<String> aliases = flow.texts("aliases", false, FlowLimits.OPTIONS, FlowLimits.NAME_CHARS);
        String prefix = prefix(flow);
        String title =
                reading.names().use(flow.text("title", FlowLimits.FIELD_NAME_CHARS), flow.place("title"), Sort.FIELD);
        var fields = new FieldDecoder(reading).decode(flow);
        var startForm = items.form(flow, "start", true);
        PeopleVariable participant =
                new PeopleDecoder(reading).optional(flow, "participant", new PeopleVariable.Owner());
        RuleDecoder rules = new RuleDecoder(reading);
        var states = rules.states(flow);
        var transitions = rules.transitions(flow);
        var workItems = items.decode(flow);
        var linkedStarts = rules.linkedStarts(flow);
        SopDocument sop = sop(flow);
        flow.finish();
        return new FlowDefinition(
                key,
                1,
                name,
                aliases,
                prefix,
                title,
                sop,
                fields,
                startForm,
                participant,
                states,
                transitions,
                workItems,
                linkedStarts);
    }

    private void checkFormat(Section flow) {
        String format = flow.text("format", FlowLimits.KEY_CHARS);
        if (!format.isEmpty() && !format.equals(String.valueOf(FORMAT))) {
            reading.problems().add(flow.place("format"), ProblemKind.UNKNOWN_FORMAT, format, FORMAT);
        }
    }

    private void declareRoles(Section flow) {
        Map<String, FlowNode.Entry> roles = flow.entries("roles", false);
        roles.forEach((role, entry) -> {
            reading.names().declare(Sort.ROLE, role);
            flow.textOf(new FlowNode.Scalar(role, false, entry.keyPlace()), "roles", FlowLimits.NAME_CHARS);
            flow.textOf(entry.value(), "roles", FlowLimits.NOTICE_CHARS);
        });
    }

    private String prefix(Section flow) {
        String prefix = flow.text("prefix", FlowLimits.KEY_CHARS);
        if (!prefix.isEmpty() && !prefix.matches("[A-Z]{1,4}")) {
            reading.problems().add(flow.place("prefix"), ProblemKind.BAD_PREFIX, prefix);
        }
        return prefix;
    }

    private SopDocument sop(Section flow) {
        Section sop = flow.section("sop", true).orElse(null);
        if (sop == null) {
            return new SopDocument("", List.of(), List.of(), List.of(), List.of(), List.of(), "");
        }
        SopDocument document = new SopDocument(
                sop.text("purpose", FlowLimits.SOP_CHARS),
                lines(sop, "responsibilities"),
                lines(sop, "steps"),
                lines(sop, "instructions"),
                lines(sop, "quality"),
                lines(sop, "records"),
                sop.text("review", FlowLimits.SOP_CHARS));
        sop.finish();
        return document;
    }

    private static List<String> lines(Section sop, String key) {
        return sop.texts(key, true, FlowLimits.SOP_LINES, FlowLimits.SOP_CHARS);
    }

    /** A required key of the form {@link #KEY}; reported if it has another form. */
    static String key(Reading reading, Section section, String name) {
        String key = section.text(name, FlowLimits.KEY_CHARS);
        if (!key.isEmpty() && !key.matches(KEY)) {
            String otherwise = name.equals("flow") ? "delivery" : "shipped";
            reading.problems().add(section.place(name), ProblemKind.BAD_KEY, key, offeredKey(key, otherwise));
        }
        return key;
    }

    /** A key of the right form made of what was written, or {@code otherwise} if nothing of it can be kept. */
    static String offeredKey(String written, String otherwise) {
        String made =
                written.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        return made.isEmpty() ? otherwise : made.substring(0, Math.min(FlowLimits.KEY_CHARS, made.length()));
    }

    /** Whether people may be sent there: https, with a host, without a user name that could pose as one. */
    static boolean isSafeLink(String url) {
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
