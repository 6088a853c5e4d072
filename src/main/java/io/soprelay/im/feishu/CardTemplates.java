package io.soprelay.im.feishu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * All card templates with their fragments, read once and checked whole. A file {@code <name>.json} in the folder on disk
 * wins over the one on the class path. Thread safe.
 */
public final class CardTemplates {
    private static final String CLASS_PATH = "/cards/feishu/";

    private final Map<String, CardTemplate> byName = new HashMap<>();

    /**
     * @param names templates to load; what they include is loaded too
     * @param folder need not exist
     * @throws IllegalArgumentException with every problem of every template, if there is one
     */
    public CardTemplates(Collection<String> names, Path folder) {
        List<String> problems = new ArrayList<>();
        Deque<String> waiting = new ArrayDeque<>(names);
        while (!waiting.isEmpty()) {
            String name = waiting.removeFirst();
            if (!byName.containsKey(name)) {
                CardTemplate template = load(name, folder, problems);
                if (template != null) {
                    byName.put(name, template);
                    problems.addAll(template.problems());
                    waiting.addAll(template.includes());
                }
            }
        }
        names.forEach(name -> checkCircle(name, new LinkedHashSet<>(), problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Card templates cannot be used: " + String.join("; ", new LinkedHashSet<>(problems)));
        }
    }

    /** Fills a template; see {@link CardTemplate#render}. */
    JsonNode render(String name, JsonNode model) {
        return template(name).render(model, this::template);
    }

    private CardTemplate template(String name) {
        CardTemplate template = byName.get(name);
        if (template == null) {
            throw new IllegalArgumentException("There is no card template '" + name + "'");
        }
        return template;
    }

    private void checkCircle(String name, Set<String> above, List<String> problems) {
        CardTemplate template = byName.get(name);
        if (template == null) {
            return;
        }
        if (!above.add(name)) {
            problems.add("%s includes itself by way of %s".formatted(name, above));
            return;
        }
        template.includes().forEach(included -> checkCircle(included, above, problems));
        above.remove(name);
    }

    private static @Nullable CardTemplate load(String name, Path folder, List<String> problems) {
        try {
            byte[] bytes = bytes(name, folder);
            if (bytes == null) {
                problems.add("%s.json is neither in %s nor on the class path".formatted(name, folder));
                return null;
            }
            return new CardTemplate(name, FeishuJson.CARDS.readTree(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read card template " + name, unreadable);
        } catch (JacksonException notJson) {
            problems.add("%s.json is not JSON: %s".formatted(name, notJson.getOriginalMessage()));
            return null;
        }
    }

    private static byte @Nullable [] bytes(String name, Path folder) throws IOException {
        Path file = folder.resolve(name + ".json");
        if (Files.isRegularFile(file)) {
            return Files.readAllBytes(file);
        }
        try (InputStream resource = CardTemplates.class.getResourceAsStream(CLASS_PATH + name + ".json")) {
            return resource == null ? null : resource.readAllBytes();
        }
    }
}
