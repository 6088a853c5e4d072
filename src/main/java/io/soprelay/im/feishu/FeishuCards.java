package io.soprelay.im.feishu;

import io.soprelay.im.Card;
import io.soprelay.media.MediaId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a neutral card into card JSON 2.0 by {@code cards/feishu/<kind>.json}. Thread safe.
 *
 * <p>A card that would be too long loses rows from the end of its longest group, and says how many; nothing else is ever
 * left out.
 */
public final class FeishuCards {
    /** Below the platform's 30 KB, which it measures after adding to the card. */
    private static final int BYTES_AIM = 25 * 1024;

    private static final int ELEMENTS_AIM = 190;

    private final CardTemplates templates;
    private final FeishuWords words;
    private final FeishuCardValidator validator = new FeishuCardValidator();

    public FeishuCards(CardTemplates templates, FeishuWords words) {
        this.templates = templates;
        this.words = words;
    }

    /**
     * With the templates of every kind of card.
     *
     * @param folder templates here win over those on the class path; need not exist
     * @throws IllegalArgumentException with every problem found in the templates
     */
    public static FeishuCards load(Path folder, FeishuWords words) {
        return new FeishuCards(
                new CardTemplates(
                        Arrays.stream(Card.Kind.values())
                                .map(Card.Kind::template)
                                .toList(),
                        folder),
                words);
    }

    /**
     * A rendered card.
     *
     * @param tree the card as the answer to a press carries it
     * @param json the same as text, as a message carries it
     * @param problems why the platform would refuse it; empty if it would not
     * @param withAllPictures whether every picture had a key
     */
    public record Rendered(ObjectNode tree, String json, List<String> problems, boolean withAllPictures) {}

    /**
     * @param imageKeys the platform's key of a picture, if it was uploaded; a picture without one is named in words
     */
    public Rendered render(Card card, Function<MediaId, Optional<String>> imageKeys) {
        boolean withAllPictures = card.pictures().stream()
                .allMatch(picture -> imageKeys.apply(picture.media()).isPresent());
        Card shown = card;
        while (true) {
            ObjectNode tree = (ObjectNode)
                    templates.render(card.kind().template(), new FeishuCardModel(words, imageKeys).of(shown));
            String json = FeishuJson.CARDS.writeValueAsString(tree);
            Optional<Card> shorter = isTooLong(tree, json) ? shorten(shown, card) : Optional.empty();
            if (shorter.isEmpty()) {
                return new Rendered(tree, json, validator.problems(tree), withAllPictures);
            }
            shown = shorter.get();
        }
    }

    private static boolean isTooLong(ObjectNode tree, String json) {
        return json.getBytes(StandardCharsets.UTF_8).length > BYTES_AIM
                || FeishuCardValidator.elements(tree) > ELEMENTS_AIM;
    }

    /** Halves the longest group of what is shown; empty if there is nothing to halve. */
    private Optional<Card> shorten(Card shown, Card whole) {
        int longest = 0;
        for (int i = 1; i < shown.groups().size(); i++) {
            if (rows(shown, i) > rows(shown, longest)) {
                longest = i;
            }
        }
        if (shown.groups().isEmpty() || rows(shown, longest) < 2) {
            return Optional.empty();
        }
        List<Card.Row> all = whole.groups().get(longest).rows();
        int kept = rows(shown, longest) / 2;
        Card.Row more = new Card.Row(words.say("rows.more", Integer.toString(all.size() - kept + 1)), null, null);
        List<Card.Group> groups = new ArrayList<>(shown.groups());
        groups.set(
                longest,
                new Card.Group(
                        shown.groups().get(longest).heading(),
                        Stream.concat(all.stream().limit(kept - 1L), Stream.of(more))
                                .toList()));
        return Optional.of(withGroups(shown, groups));
    }

    private static int rows(Card card, int group) {
        return card.groups().get(group).rows().size();
    }

    private static Card withGroups(Card card, List<Card.Group> groups) {
        return new Card(
                card.kind(),
                card.tone(),
                card.title(),
                card.subtitle(),
                card.summary(),
                card.when(),
                card.quote(),
                card.paragraphs(),
                card.steps(),
                card.facts(),
                card.guide(),
                card.withWhom(),
                card.pictures(),
                card.form(),
                groups,
                card.actions(),
                card.chart());
    }
}
