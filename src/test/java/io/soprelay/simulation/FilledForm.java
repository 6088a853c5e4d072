package io.soprelay.simulation;

import io.soprelay.im.Card;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What somebody types into a form: mostly right, sometimes wrong, sometimes nothing. */
final class FilledForm {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Dice dice;
    private final List<String> numbers;
    private final Instant now;

    /** @param numbers of records that there are */
    FilledForm(Dice dice, List<String> numbers, Instant now) {
        this.dice = dice;
        this.numbers = numbers;
        this.now = now;
    }

    /** Empty for a card without a form. */
    Map<String, List<String>> of(Card card) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Card.Form form = card.form();
        if (form != null) {
            for (Card.Control control : form.controls()) {
                List<String> value = value(control);
                if (!value.isEmpty()) {
                    values.put(control.name(), value);
                }
            }
        }
        return values;
    }

    private List<String> value(Card.Control control) {
        if (!control.value().isEmpty() && dice.chance(60)) {
            return control.value();
        }
        if (dice.chance(control.required() ? 3 : 30)) {
            return List.of();
        }
        List<String> options =
                control.options().stream().map(Card.Option::value).toList();
        return switch (control.type()) {
            case SELECT -> options.isEmpty() ? List.of() : List.of(dice.one(options));
            case MULTI_SELECT -> dice.some(options, 3);
            case DATE -> List.of(local().toLocalDate().toString());
            case DATE_TIME -> List.of(MOMENT.format(local()));
            case TEXT, LONG_TEXT -> List.of(dice.chance(4) ? "？？" : text(control.name()));
        };
    }

    private ZonedDateTime local() {
        return now.minus(Duration.ofHours(dice.below(48))).atZone(Bot.ZONE);
    }

    private String text(String field) {
        return switch (field) {
            case "数字" -> Integer.toString(1 + dice.below(20));
            case "金额" -> dice.below(500) + (dice.chance(50) ? ".5" : "");
            case "单子" -> dice.one(numbers);
            default -> "写的字" + dice.below(100);
        };
    }
}
