package io.soprelay.catalog.feel;

import org.camunda.feel.impl.parser.FeelParser;
import org.camunda.feel.syntaxtree.Exp;

/**
 * The engine's parser by itself. The engine's own door parses whatever cannot be read a second time, to tell everything that
 * would have fitted anywhere: several times the cost of the first, and nobody is told of it here.
 */
final class FeelSyntax {
    private FeelSyntax() {}

    /** What came of reading. */
    sealed interface Reading {}

    record Tree(Exp root) implements Reading {}

    /** @param at the first letter that did not fit, from 1 */
    record Stuck(int at) implements Reading {}

    /** @throws StackOverflowError if it is too deep for the parser */
    static Reading read(String expression) {
        try {
            return FeelParser.parseExpression(expression)
                    .fold(
                            (label, index, extra) -> new Stuck(expression.codePointCount(0, (int) index) + 1),
                            (root, end) -> new Tree(root));
        } catch (RuntimeException e) {
            // As the engine's own door does: a literal that its library does not take is nobody's defect.
            return new Stuck(1);
        }
    }
}
