package io.soprelay.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** axe-core's eye on a page: what a screen reader, a keyboard or weak eyes would trip over. */
final class Axe {
    /** Level A and AA of WCAG 2.0, 2.1 and 2.2. */
    private static final String LOOK = """
            async () => {
              // A change of light goes down the page over some frames; half of it is on the way until then.
              const moving = () => document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getTiming().iterations < 9);
              while (moving().length) await Promise.allSettled(moving().map((one) => one.finished));
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
              // What an open panel half covers is no target until the panel is closed.
              const over = document.querySelector('.popover-panel');
              const covered = (rule, node) =>
                rule.id === 'target-size' && over && !over.contains(document.querySelector(node.target[0]));
              return violations.flatMap((rule) => rule.nodes.filter((node) => !covered(rule, node)).map((node) =>
                `${rule.id}: ${node.target.join(' ')} ${node.failureSummary} ${node.html.slice(0, 200)}`));
            }""";

    private final String script;

    Axe() {
        try (InputStream file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe-core can not be read", e);
        }
    }

    /** One line a place, empty when there is nothing to say. */
    @SuppressWarnings("unchecked")
    List<String> complaints(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(script);
        }
        return (List<String>) page.evaluate(LOOK);
    }
}
