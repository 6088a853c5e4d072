package io.soprelay.catalog.feel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;
import scala.Product;
import scala.jdk.javaapi.CollectionConverters;

/** Walks the FEEL engine's syntax tree, whose nodes are Scala case classes. */
final class FeelTree {
    private static final String NODES = "org.camunda.feel.syntaxtree";

    private FeelTree() {}

    /** The nodes directly below a node: expressions, ranges, parameter lists. */
    static List<Object> children(Object node) {
        List<Object> children = new ArrayList<>();
        if (!(node instanceof Product product)) {
            return children;
        }
        for (int i = 0; i < product.productArity(); i++) {
            collect(product.productElement(i), children);
        }
        return children;
    }

    private static void collect(Object element, List<Object> into) {
        if (element instanceof scala.collection.Iterable<?> many) {
            CollectionConverters.asJava(many).forEach(one -> collect(one, into));
        } else if (element instanceof Product product
                && product.getClass().getPackageName().equals(NODES)) {
            into.add(product);
        }
    }

    /** A field or function name with its path, as written. */
    static List<String> names(Ref ref) {
        return CollectionConverters.asJava(ref.names());
    }

    /** The positional arguments of a call. */
    static List<Exp> arguments(FunctionInvocation call) {
        return call.params() instanceof PositionalFunctionParameters positional
                ? CollectionConverters.asJava(positional.params())
                : List.of();
    }

    /** Every field an expression names. */
    static Set<String> fields(Object node) {
        Set<String> names = new TreeSet<>();
        if (node instanceof Ref ref) {
            names.add(names(ref).getFirst());
        }
        children(node).forEach(child -> names.addAll(fields(child)));
        return names;
    }

    /** Whether this is {@code not(…)} with one argument; {@code !=} is another node. */
    static boolean isNegation(Exp node) {
        return node instanceof FunctionInvocation call
                && call.function().equals("not")
                && arguments(call).size() == 1;
    }

    /** The yes-or-no parts that and, or, not and if are made over. */
    static List<Exp> judgements(Exp node) {
        return switch (node) {
            case Conjunction and -> joined(and.x(), and.y());
            case Disjunction or -> joined(or.x(), or.y());
            case If choice -> {
                List<Exp> parts = joined(choice.condition(), choice.statement());
                parts.addAll(judgements(choice.elseStatement()));
                yield parts;
            }
            case FunctionInvocation call
            when isNegation(call) -> judgements(arguments(call).getFirst());
            default -> List.of(node);
        };
    }

    private static List<Exp> joined(Exp left, Exp right) {
        List<Exp> parts = new ArrayList<>(judgements(left));
        parts.addAll(judgements(right));
        return parts;
    }

    /** The expression with every judgement over a blank field replaced by false. */
    static Exp withBlanks(Exp node, Set<String> filled) {
        if (filled.containsAll(fields(node))) {
            return node;
        }
        return switch (node) {
            case Conjunction and -> new Conjunction(withBlanks(and.x(), filled), withBlanks(and.y(), filled));
            case Disjunction or -> new Disjunction(withBlanks(or.x(), filled), withBlanks(or.y(), filled));
            case If choice ->
                new If(
                        withBlanks(choice.condition(), filled),
                        withBlanks(choice.statement(), filled),
                        withBlanks(choice.elseStatement(), filled));
            case FunctionInvocation call
            when isNegation(call) ->
                new FunctionInvocation(
                        "not",
                        new PositionalFunctionParameters(CollectionConverters.asScala(
                                        List.of(withBlanks(arguments(call).getFirst(), filled)))
                                .toList()));
            default -> new ConstBool(false);
        };
    }
}
