package io.soprelay.catalog.feel;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.NamedFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;

/** Which nodes, functions and names a condition may use. Everything else is named as a problem. */
final class FeelWhitelist {
    static final int NODES_MAX = 500;
    static final int DEPTH_MAX = 100;

    private static final Set<String> NODES = Set.of(
            // literals and names
            "ConstBool",
            "ConstNumber",
            "ConstString",
            "ConstDate",
            "ConstDateTime",
            "ConstLocalDateTime",
            "ConstTime",
            "ConstLocalTime",
            "ConstYearMonthDuration",
            "ConstDayTimeDuration",
            "ConstList",
            "Ref",
            // comparison, between and in
            "Equal",
            "Not",
            "LessThan",
            "LessOrEqual",
            "GreaterThan",
            "GreaterOrEqual",
            "In",
            "AtLeastOne",
            "UnaryTestExpression",
            "InputEqualTo",
            "InputLessThan",
            "InputLessOrEqual",
            "InputGreaterThan",
            "InputGreaterOrEqual",
            "InputInRange",
            "ConstRange",
            "OpenConstRangeBoundary",
            "ClosedConstRangeBoundary",
            // arithmetic
            "Addition",
            "Subtraction",
            "Multiplication",
            "Division",
            "ArithmeticNegation",
            // and, or, if, calls
            "Conjunction",
            "Disjunction",
            "If",
            "FunctionInvocation",
            "PositionalFunctionParameters",
            "NamedFunctionParameters");

    private static final Set<String> FUNCTIONS = new TreeSet<>(Set.of(
            "now",
            "today",
            "date",
            "date and time",
            "time",
            "duration",
            "day of week",
            "is defined",
            "not",
            "contains",
            "starts with",
            "ends with",
            "string length",
            "upper case",
            "lower case",
            "list contains",
            "count",
            "sum",
            "min",
            "max",
            "abs",
            "floor",
            "ceiling",
            "modulo"));

    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean anyName;
    private int nodes;
    private int depthSeen;

    private FeelWhitelist(List<FieldDefinition> fields, boolean anyName) {
        fields.forEach(field -> this.fields.put(field.id(), field));
        this.anyName = anyName;
    }

    /** Whether every node and function is on the list, whatever fields there are. */
    static boolean allows(Object root) {
        return problems(root, new FeelWhitelist(List.of(), true)).isEmpty();
    }

    static List<String> problems(Object root, List<FieldDefinition> fields) {
        return problems(root, new FeelWhitelist(fields, false));
    }

    private static List<String> problems(Object root, FeelWhitelist list) {
        list.visit(root, 1);
        if (list.nodes > NODES_MAX) {
            return List.of(FeelTexts.sentence("too-many-parts"));
        }
        if (list.depthSeen > DEPTH_MAX) {
            return List.of(FeelTexts.sentence("too-deep", DEPTH_MAX));
        }
        return list.problems.stream().distinct().toList();
    }

    private void visit(Object node, int depth) {
        depthSeen = Math.max(depthSeen, depth);
        if (++nodes > NODES_MAX || depth > DEPTH_MAX) {
            return;
        }
        // a Scala object's class name ends in $
        String kind = node.getClass().getSimpleName().replace("$", "");
        switch (node) {
            case Ref ref -> checkName(ref);
            case FunctionInvocation call -> {
                if (checkFunction(call)) {
                    return;
                }
            }
            default -> {
                if (!NODES.contains(kind)) {
                    problems.add(FeelTexts.sentence("node", kind));
                    return;
                }
            }
        }
        FeelTree.children(node).forEach(child -> visit(child, depth + 1));
    }

    private void checkName(Ref ref) {
        List<String> names = FeelTree.names(ref);
        FieldDefinition field = fields.get(names.getFirst());
        if (names.size() > 1) {
            problems.add(FeelTexts.sentence("property", String.join(".", names)));
        } else if (anyName) {
            return;
        } else if (field == null) {
            problems.add(FeelTexts.sentence("unknown-name", names.getFirst(), String.join("、", fields.keySet())));
        } else if (field.kind() instanceof FieldKind.Person) {
            problems.add(FeelTexts.sentence("person", field.id()));
        }
    }

    /** Whether everything below has been checked as well. */
    private boolean checkFunction(FunctionInvocation call) {
        if (!FUNCTIONS.contains(call.function())) {
            problems.add(FeelTexts.sentence("function", call.function(), String.join("、", FUNCTIONS)));
        }
        if (call.params() instanceof NamedFunctionParameters) {
            problems.add(FeelTexts.sentence("named-parameters", call.function()));
            return true;
        }
        if (!call.function().equals("is defined")) {
            return false;
        }
        List<Exp> arguments = FeelTree.arguments(call);
        if (arguments.size() != 1
                || !(arguments.getFirst() instanceof Ref ref)
                || FeelTree.names(ref).size() != 1) {
            problems.add(FeelTexts.sentence("is-defined"));
        } else if (!anyName && !fields.containsKey(FeelTree.names(ref).getFirst())) {
            checkName(ref);
        }
        return true;
    }
}
