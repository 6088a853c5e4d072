package io.soprelay.catalog.feel;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.RecordData;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conditions in FEEL. Only literals, field names, comparison, arithmetic, and/or/not, if, between, in and a listed set
 * of functions; at most 500 nodes and 2,000 characters. Safe for many threads. Whatever fails at run time, and whatever
 * was never checked, does not hold.
 */
public final class FeelConditions implements Conditions {
    private static final Logger LOG = LoggerFactory.getLogger(FeelConditions.class);

    /** Far more conditions than a company writes; beyond it the longest unused is parsed again. */
    private static final int CACHE_MAX = 1000;

    /** The moment now() and today() mean in this thread's evaluation: the engine asks its clock without arguments. */
    private final ThreadLocal<ZonedDateTime> moment = new ThreadLocal<>();

    private final FeelEngineApi engine =
            FeelEngineBuilder.forJava().withClock(this::moment).build();
    private final Map<String, Optional<Parsed>> cache = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Parsed>> eldest) {
            return size() > CACHE_MAX;
        }
    };

    private record Parsed(Exp root, Set<String> fields) {}

    @Override
    public boolean holds(String expression, RecordData data, Instant now, ZoneId zone) {
        Parsed parsed = parsed(expression).orElse(null);
        if (parsed == null) {
            return false;
        }
        Map<String, Object> values = new HashMap<>();
        for (String field : parsed.fields()) {
            data.get(field).ifPresent(value -> values.put(field, FeelValues.of(value, zone)));
        }
        Exp bound = values.size() == parsed.fields().size()
                ? parsed.root()
                : FeelTree.withBlanks(parsed.root(), values.keySet());
        return Boolean.TRUE.equals(
                judge(bound, values, ZonedDateTime.ofInstant(now, zone)).orElse(false));
    }

    @Override
    public List<String> problems(String expression, List<FieldDefinition> fields) {
        Optional<String> forbidden = FeelScan.problem(expression);
        if (forbidden.isPresent()) {
            return List.of(forbidden.get());
        }
        try {
            return parsedProblems(expression, fields);
        } catch (StackOverflowError e) {
            // long chains of operators are deep trees, for the engine's parser too
            return List.of(FeelTexts.sentence("too-many-parts"));
        }
    }

    private List<String> parsedProblems(String expression, List<FieldDefinition> fields) {
        return switch (FeelSyntax.read(expression)) {
            case FeelSyntax.Stuck(int at) -> List.of(FeelTexts.sentence("syntax", at));
            case FeelSyntax.Tree(Exp root) -> {
                List<String> problems = FeelWhitelist.problems(root, fields);
                yield problems.isEmpty() ? typeProblems(root, fields) : problems;
            }
        };
    }

    /** Tries every judgement by itself with a value of the right type in each field. */
    private List<String> typeProblems(Exp root, List<FieldDefinition> fields) {
        Map<String, Object> examples = FeelValues.examples(fields, ZoneOffset.UTC);
        ZonedDateTime now = ZonedDateTime.of(2026, 11, 22, 10, 30, 0, 0, ZoneOffset.UTC);
        List<Exp> judgements = FeelTree.judgements(root);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            if (judge(judgements.get(i), examples, now).isEmpty()) {
                problems.add(FeelTexts.sentence("not-boolean", i + 1));
            }
        }
        return problems;
    }

    /** Empty if it fails, in any way, or is not a yes or no. */
    private Optional<Boolean> judge(Exp judgement, Map<String, Object> values, ZonedDateTime now) {
        moment.set(now);
        try {
            EvaluationResult result = engine.evaluate(new ParsedExpression(judgement, ""), values);
            if (result.isSuccess() && !result.hasSuppressedFailures() && result.result() instanceof Boolean answer) {
                return Optional.of(answer);
            }
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            // the engine's own limits; a condition that cannot be evaluated does not hold
            return Optional.empty();
        } finally {
            moment.remove();
        }
    }

    private Optional<Parsed> parsed(String expression) {
        synchronized (cache) {
            Optional<Parsed> known = cache.get(expression);
            if (known != null) {
                return known;
            }
        }
        Optional<Parsed> parsed = parse(expression);
        synchronized (cache) {
            cache.put(expression, parsed);
        }
        return parsed;
    }

    /** What is asked for was published, so whatever is not read here any more was read by an earlier program. Said once, because the answer is remembered. */
    private Optional<Parsed> parse(String expression) {
        Optional<Parsed> parsed = readable(expression);
        if (parsed.isEmpty()) {
            LOG.error(
                    "A published condition of {} characters is not read any more and never holds: check the flow files"
                            + " and publish what is refused anew",
                    expression.length());
        }
        return parsed;
    }

    private static Optional<Parsed> readable(String expression) {
        if (FeelScan.problem(expression).isPresent()) {
            return Optional.empty();
        }
        try {
            if (FeelSyntax.read(expression) instanceof FeelSyntax.Tree(Exp root) && FeelWhitelist.allows(root)) {
                return Optional.of(new Parsed(root, FeelTree.fields(root)));
            }
        } catch (StackOverflowError e) {
            // as in problems(): too deep to be published, so it does not hold
        }
        return Optional.empty();
    }

    private ZonedDateTime moment() {
        ZonedDateTime now = moment.get();
        if (now == null) {
            throw new IllegalStateException("FEEL asked for the time outside an evaluation");
        }
        return now;
    }
}
