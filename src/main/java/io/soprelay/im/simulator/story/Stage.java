package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.ShownCard;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets the people of a story act and tells the audience; each step is checked. One play at a time, by one thread. */
final class Stage implements AutoCloseable {
    private static final DateTimeFormatter PICKED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Phonebook phones;
    private final BotClock clock;
    private final Duration patience;
    private final Audience audience;
    private final Facts facts;
    private final Lookout lookout;
    private final Set<String> shown = new HashSet<>();

    /** @param patience how long to wait for what should be seen */
    Stage(Phonebook phones, BotClock clock, Duration patience, Audience audience) {
        this.phones = phones;
        this.clock = clock;
        this.patience = patience;
        this.audience = audience;
        facts = new Facts(() -> PICKED.format(clock.now()));
        lookout = new Lookout(phones, facts);
    }

    Facts facts() {
        return facts;
    }

    Lookout lookout() {
        return lookout;
    }

    void play(List<Chapter> chapters) {
        for (Chapter chapter : chapters) {
            audience.chapter(chapter);
            chapter.steps().forEach(this::perform);
        }
    }

    /** @throws StepFailed when something else is seen than the story has it */
    void perform(Step step) {
        switch (step.act()) {
            case Act.Say say -> say(step, facts.fill(say.text()));
            case Act.Fill fill -> fill(step, fill);
            case Act.Press press -> press(step, press);
            case Act.SendPicture picture -> send(step, picture);
            case Act.Jump jump -> jump(step, jump);
            case Act.Look look -> announce(step, Target.NONE);
        }
        if (!(step.done() instanceof Check.Unseen)) {
            audience.saw(step, await(step));
        }
    }

    @Override
    public void close() {
        lookout.close();
    }

    private void say(Step step, String text) {
        Target target = new Target("", "", "", text);
        announce(step, target);
        lookout.mark();
        Delivery delivery = phones.phone(step.who()).says(text, null);
        audience.acted(step, target);
        taken(step, delivery);
    }

    private void fill(Step step, Act.Fill fill) {
        ShownCard card = find(step, fill.card());
        Target target = new Target(card.messageId(), fill.label(), "", facts.fill(fill.value()));
        announce(step, target);
        try {
            card.fill(fill.label(), target.text());
        } catch (IllegalArgumentException e) {
            throw failed(
                    StepFailed.Kind.NOT_FILLED,
                    List.of(step.who(), fill.label(), target.text()),
                    "'" + fill.label() + "' takes '" + target.text() + "'",
                    String.valueOf(e.getMessage()));
        }
        audience.acted(step, target);
    }

    private void press(Step step, Act.Press press) {
        ShownCard card = find(step, press.card());
        Target target = new Target(card.messageId(), "", press.button(), "");
        announce(step, target);
        lookout.mark();
        ClickResult result = press(step, press, card);
        audience.acted(step, target);
        audience.pressed(step, result);
        if (!result.answered() || !result.toastText().contains(press.toast())) {
            throw failed(
                    StepFailed.Kind.OTHER_TOAST,
                    List.of(step.who(), press.button(), press.toast(), result.toastText()),
                    "the toast '…" + press.toast() + "…' after " + press.button(),
                    String.valueOf(result));
        }
    }

    private ClickResult press(Step step, Act.Press press, ShownCard card) {
        try {
            return card.press(press.button());
        } catch (IllegalArgumentException e) {
            throw failed(
                    StepFailed.Kind.NO_BUTTON,
                    List.of(step.who(), press.button(), card.title()),
                    "a button '" + press.button() + "' on " + card,
                    String.valueOf(e.getMessage()));
        }
    }

    private void send(Step step, Act.SendPicture picture) {
        ShownCard card = find(step, picture.card());
        Target target = new Target(card.messageId(), "", "", picture.what());
        announce(step, target);
        lookout.mark();
        Delivery delivery =
                phones.phone(step.who()).sendsPicture(SamplePictures.png(picture.sample()), card.messageId());
        audience.acted(step, target);
        taken(step, delivery);
    }

    private void jump(Step step, Act.Jump jump) {
        announce(step, Target.NONE);
        lookout.mark();
        clock.advance(jump.by());
        audience.acted(step, new Target("", "", "", facts.fill("{now}")));
    }

    private void announce(Step step, Target target) {
        audience.announced(new Step(step.who(), step.act(), facts.fill(step.hint()), step.done()), target);
    }

    private ShownCard find(Step step, CardSought sought) {
        ShownCard card = phones.await(() -> sought.find(phones, step.who(), facts), patience)
                .orElseThrow(() -> failed(
                        StepFailed.Kind.NO_CARD,
                        List.of(step.who(), sought.title()),
                        sought.described(),
                        "no such card"));
        if (shown.add(card.messageId() + "#" + card.revision())) {
            audience.card(step.who(), card);
        }
        return card;
    }

    private String await(Step step) {
        Optional<String> seen = phones.await(() -> lookout.look(step.done()), patience);
        return seen.orElseThrow(() -> {
            String person = watched(step.done()).orElse(step.who());
            return failed(
                    StepFailed.Kind.NOT_SEEN,
                    List.of(person, String.join("、", words(step.done()))),
                    described(step.done()),
                    "no such message");
        });
    }

    private void taken(Step step, Delivery delivery) {
        if (!delivery.delivered()) {
            throw failed(
                    StepFailed.Kind.NOT_TAKEN,
                    List.of(step.who(), Integer.toString(delivery.last().status())),
                    "the bot takes the event",
                    "it answered " + delivery.last());
        }
    }

    private String described(Check check) {
        return switch (check) {
            case Check.Unseen unseen -> "nothing";
            case Check.Sees sees ->
                "a new message with " + sees.words().stream().map(facts::fill).toList();
            case Check.Told told -> "a toast with " + told.words();
            case Check.Any any ->
                String.join(" or ", any.checks().stream().map(this::described).toList());
        };
    }

    private static Optional<String> watched(Check check) {
        return switch (check) {
            case Check.Unseen unseen -> Optional.empty();
            case Check.Sees sees -> Optional.of(sees.person());
            case Check.Told told -> Optional.of(told.person());
            case Check.Any any -> any.checks().stream().findFirst().flatMap(Stage::watched);
        };
    }

    private List<String> words(Check check) {
        return switch (check) {
            case Check.Unseen unseen -> List.of();
            case Check.Sees sees -> sees.words().stream().map(facts::fill).toList();
            case Check.Told told -> told.words();
            case Check.Any any ->
                any.checks().stream().findFirst().map(this::words).orElse(List.of());
        };
    }

    /** @param named the facts of the kind; the first is the person whose phone is shown */
    private StepFailed failed(StepFailed.Kind kind, List<String> named, String expected, String found) {
        return new StepFailed(kind, named, phones.failure(named.getFirst(), expected, found));
    }
}
