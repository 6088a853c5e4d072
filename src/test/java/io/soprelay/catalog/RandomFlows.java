package io.soprelay.catalog;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.ReminderRule;
import io.soprelay.flow.definition.SopDocument;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Definitions of every shape, right or not: only their storage is proved with them. */
final class RandomFlows {
    private static final String LETTERS = "发货流程甲乙abcXYZ0189 _-\"\\\n{}<&\u2028😀";

    private final Random random;

    RandomFlows(Random random) {
        this.random = random;
    }

    FlowDefinition flow() {
        return new FlowDefinition(
                word(),
                1 + random.nextInt(9),
                word(),
                words(),
                word(),
                word(),
                new SopDocument(word(), words(), words(), words(), words(), words(), word()),
                many(() -> new FieldDefinition(word(), word(), fieldKind(), word())),
                many(this::formField),
                people(0),
                many(() -> new StateDefinition(word(), one(StateKind.values()), words(), word())),
                many(() -> new TransitionRule(word(), words(), word(), guard(), word())),
                many(this::item),
                many(() -> new LinkedStart(word(), word(), word(), words())));
    }

    private FieldKind fieldKind() {
        return switch (random.nextInt(11)) {
            case 0 -> new FieldKind.Text(random.nextInt(1000), random.nextBoolean(), maybe(this::word));
            case 1 -> new FieldKind.Number(maybe(this::number), maybe(this::number), random.nextInt(7), word());
            case 2 -> new FieldKind.Money(maybe(this::number), maybe(this::number));
            case 3 -> new FieldKind.Date();
            case 4 -> new FieldKind.DateTime();
            case 5 -> new FieldKind.Choice(words());
            case 6 -> new FieldKind.MultiChoice(words());
            case 7 -> new FieldKind.Person();
            case 8 -> new FieldKind.Attachment(1 + random.nextInt(9));
            case 9 ->
                new FieldKind.Reference(word(), words(), words(), Map.of("甲", word(), "乙", word(), "a", word()), null);
            default -> new FieldKind.RollUp(word(), one(FieldKind.RollUp.Function.values()), word(), words(), null);
        };
    }

    private PeopleVariable people(int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> new PeopleVariable.Owner();
            case 1 -> new PeopleVariable.Participant();
            case 2 -> new PeopleVariable.Admins();
            case 3 -> new PeopleVariable.Role(word());
            case 4 -> new PeopleVariable.PersonField(word(), people(depth + 1));
            default -> new PeopleVariable.Manager(people(depth + 1));
        };
    }

    private TransitionGuard guard() {
        return new TransitionGuard(words(), maybe(this::word), many(() -> people(0)), maybe(this::word));
    }

    private WorkItemDefinition item() {
        return switch (random.nextInt(3)) {
            case 0 ->
                new WorkItemDefinition.Task(
                        word(),
                        word(),
                        many(this::opener),
                        people(0),
                        people(0),
                        maybe(this::due),
                        many(() -> new ReminderRule(Duration.ofMinutes(random.nextInt(999) - 500))),
                        guide(),
                        many(this::formField),
                        words(),
                        word(),
                        random.nextBoolean());
            case 1 ->
                new WorkItemDefinition.Approval(
                        word(),
                        word(),
                        many(this::opener),
                        people(0),
                        policy(),
                        maybe(this::due),
                        many(() -> new ReminderRule(Duration.ofMillis(random.nextInt(9999)))),
                        guide(),
                        words(),
                        random.nextBoolean());
            default -> new WorkItemDefinition.Notice(word(), word(), many(this::opener), people(0), word());
        };
    }

    private Opener opener() {
        return switch (random.nextInt(3)) {
            case 0 -> new Opener.Entered(word());
            case 1 -> new Opener.Completed(word());
            default -> new Opener.Rejected(word());
        };
    }

    private DueRule due() {
        return switch (random.nextInt(3)) {
            case 0 -> new DueRule.AtTime(LocalTime.of(random.nextInt(24), random.nextInt(60)));
            case 1 ->
                new DueRule.AfterField(word(), Period.of(random.nextInt(3), random.nextInt(3), random.nextInt(99)));
            default -> new DueRule.After(Duration.ofSeconds(random.nextInt(999_999)));
        };
    }

    private ApprovalPolicy policy() {
        return switch (random.nextInt(4)) {
            case 0 -> new ApprovalPolicy.InSequence();
            case 1 -> new ApprovalPolicy.AnyOf();
            case 2 -> new ApprovalPolicy.AllOf();
            default -> new ApprovalPolicy.Quorum(1 + random.nextInt(5));
        };
    }

    private TaskGuide guide() {
        return new TaskGuide(words(), many(() -> new TaskGuide.GuideLink(word(), word())));
    }

    private FormField formField() {
        return new FormField(word(), random.nextBoolean());
    }

    private BigDecimal number() {
        return new BigDecimal(new BigInteger(40, random), random.nextInt(8) - 1);
    }

    private String word() {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            word.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return word.toString();
    }

    private List<String> words() {
        return many(this::word);
    }

    private <T> List<T> many(Supplier<T> maker) {
        return Stream.generate(maker).limit(random.nextInt(4)).toList();
    }

    private <T> @Nullable T maybe(Supplier<T> maker) {
        return random.nextBoolean() ? maker.get() : null;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
