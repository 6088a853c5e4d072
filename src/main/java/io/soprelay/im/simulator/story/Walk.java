package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ShownCard;
import io.soprelay.im.simulator.SimulatorProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The visitor does it, the walk looks on: it moves on when the step's check holds, by whatever way that came about. When
 * the card of a step is not there it looks for where the visitor has got to: ahead, when a later step is done already,
 * or back, when an earlier step's card is open again. Safe for many threads.
 */
final class Walk implements AutoCloseable {
    private record Place(Chapter chapter, Step step) {}

    private final Phonebook phones;
    private final Stage stage;
    private final Facts facts;
    private final Lookout lookout;
    private final StoryWords words;
    private final Consumer<StoryState> listener;
    private final List<Place> places = new ArrayList<>();
    private final Set<Integer> typed = new HashSet<>();
    private final StoryState begin;
    private int index;
    private int missed = -1;
    private String told = "";

    /** @param stage plays what the visitor skips */
    Walk(
            List<Chapter> chapters,
            Phonebook phones,
            Stage stage,
            StoryWords words,
            StoryState idle,
            Consumer<StoryState> listener) {
        this.phones = phones;
        this.stage = stage;
        this.words = words;
        this.listener = listener;
        facts = stage.facts();
        lookout = new Lookout(phones, facts);
        chapters.forEach(chapter -> chapter.steps().forEach(step -> places.add(new Place(chapter, step))));
        begin = idle.of(StoryState.State.WALKING, places.size());
    }

    /** Grows with whatever may make {@link #look} find something new. */
    long revision() {
        return lookout.revision();
    }

    /**
     * Looks at the phones and moves on as far as things are done.
     *
     * @return false when the walk is at its end
     */
    synchronized boolean look() {
        moveOn();
        if (index < places.size() && missed == index && missing()) {
            findVisitor();
        }
        tell();
        return index < places.size();
    }

    /** The visitor has filled a control in on the phone; only the phone knows that before the form is sent. */
    synchronized void typed(String person, String label) {
        for (int i = index; i < places.size() && step(i).act() instanceof Act.Fill fill; i++) {
            if (step(i).who().equals(person) && fill.label().equals(label)) {
                typed.add(i);
            }
        }
        look();
    }

    /** Plays this step for the visitor, a form as far as its button; what can not be played is left out. */
    synchronized void skip() {
        if (index >= places.size()) {
            return;
        }
        try {
            while (step(index).act() instanceof Act.Fill && index + 1 < places.size()) {
                stage.perform(step(index));
                index++;
            }
            stage.perform(step(index));
        } catch (StepFailed leftOut) {
            typed.clear();
        }
        index++;
        look();
    }

    @Override
    public void close() {
        lookout.close();
    }

    private void moveOn() {
        while (index < places.size() && done(index)) {
            index++;
        }
    }

    private boolean done(int at) {
        if (!(step(at).act() instanceof Act.Fill)) {
            return lookout.look(step(at).done()).isPresent();
        }
        if (typed.contains(at)) {
            return true;
        }
        int button = at;
        while (button < places.size() && step(button).act() instanceof Act.Fill) {
            button++;
        }
        return button < places.size() && lookout.look(step(button).done()).isPresent();
    }

    private boolean missing() {
        Optional<CardSought> sought = sought(step(index));
        return sought.isPresent()
                && sought.get().find(phones, step(index).who(), facts).isEmpty();
    }

    private void findVisitor() {
        for (int ahead = places.size() - 1; ahead > index; ahead--) {
            boolean known = step(ahead).done() instanceof Check.Sees sees
                    && sees.words().stream().allMatch(facts::knows);
            // The card sought may have come meanwhile and be what the later step's check saw.
            if (known && lookout.look(step(ahead).done()).isPresent() && missing()) {
                index = ahead + 1;
                moveOn();
                return;
            }
        }
        for (int back = index - 1; back >= 0; back--) {
            Optional<CardSought> sought = sought(step(back)).filter(card -> ofThisRecord(card));
            if (sought.isPresent()
                    && sought.get().find(phones, step(back).who(), facts).isPresent()) {
                index = firstWith(sought.get(), back);
                // What was done once counts no more: it is to be done again.
                typed.clear();
                lookout.mark();
                return;
            }
        }
    }

    private boolean ofThisRecord(CardSought card) {
        return !card.words().isEmpty() && card.words().stream().allMatch(facts::knows);
    }

    private int firstWith(CardSought card, int last) {
        int first = last;
        while (first > 0 && sought(step(first - 1)).filter(card::equals).isPresent()) {
            first--;
        }
        return first;
    }

    private void tell() {
        if (index >= places.size()) {
            tell(
                    "end",
                    begin.in(places.getLast().chapter().scene())
                            .at(places.size(), places.getLast().step(), "", Target.NONE, "")
                            .as(StoryState.State.DONE));
            return;
        }
        Step step = step(index);
        Optional<ShownCard> card = sought(step).flatMap(sought -> sought.find(phones, step.who(), facts));
        boolean missing = sought(step).isPresent() && card.isEmpty();
        if (missing && missed != index) {
            // It may be on its way: only a card that is not there at the second look is missed.
            missed = index;
            return;
        }
        missed = missing ? index : -1;
        String problem = sought(step)
                .filter(sought -> missing)
                .map(sought -> words.say("walk.waiting", sought.title()))
                .orElse("");
        String key = index + " " + card.map(ShownCard::messageId).orElse("") + problem;
        if (!key.equals(told)) {
            Target target = target(step, card.map(ShownCard::messageId).orElse(""));
            tell(
                    key,
                    begin.in(places.get(index).chapter().scene())
                            .at(index + 1, step, facts.fill(step.hint()), target, problem));
        }
    }

    private void tell(String key, StoryState state) {
        if (!key.equals(told)) {
            told = key;
            listener.accept(state);
        }
    }

    private Target target(Step step, String messageId) {
        return switch (step.act()) {
            case Act.Say say -> new Target("", "", "", facts.fill(say.text()));
            case Act.Fill fill -> new Target(messageId, fill.label(), "", example(fill.value()));
            case Act.Press press -> new Target(messageId, "", press.button(), "");
            case Act.SendPicture picture -> new Target(messageId, "", "", picture.what());
            case Act.Jump jump -> new Target("", "", "", jump.by().toString());
            case Act.Look look -> Target.NONE;
        };
    }

    /** Empty while nobody knows the time: the visitor may have killed the bot. */
    private String example(String value) {
        try {
            return facts.fill(value);
        } catch (SimulatorProblem clockAway) {
            return "";
        }
    }

    private Step step(int at) {
        return places.get(at).step();
    }

    private static Optional<CardSought> sought(Step step) {
        return switch (step.act()) {
            case Act.Fill fill -> Optional.of(fill.card());
            case Act.Press press -> Optional.of(press.card());
            case Act.SendPicture picture -> Optional.of(picture.card());
            case Act.Say say -> Optional.empty();
            case Act.Jump jump -> Optional.empty();
            case Act.Look look -> Optional.empty();
        };
    }
}
