package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.SimulatorProblem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks of the story: play, walk, open a scene. One run at a time; a new one ends the one before. Acts return
 * at once, save {@link #openScene}. Safe for many threads; the listener is told in the thread of the change and must not
 * call back.
 */
public final class StoryDirector implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoryDirector.class.getName());

    /** The walk ends here: the return is told by the play. */
    private static final String WALKED_TO = "accepted";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final double PACE_MIN = 0.1;
    private static final double PACE_MAX = 20;

    private final Map<Where, Story> stories = new EnumMap<>(Where.class);
    private final Locale locale;
    private final StoryWords words;
    private final Phonebook phones;
    private final BotClock clock;
    private final Duration patience;
    private final Pace pace;
    private final Function<SimulatorProblem, String> problems;
    private final Consumer<StoryState> listener;
    private StoryState state;
    private @Nullable Run current;

    /** One run; what it tells counts as long as it is the current one. */
    private final class Run implements Audience {
        private final Gate gate = new Gate(pace);
        private final Phonebook phones;
        private final double speed;
        private int step;
        private @Nullable Walk walk;

        /** @param speed 0 for no rests at all */
        private Run(Phonebook phones, double speed) {
            this.phones = phones;
            this.speed = speed;
        }

        @Override
        public void chapter(Chapter chapter) {
            tell(state().in(chapter.scene()));
        }

        @Override
        public void announced(Step what, Target target) {
            step++;
            tell(state().at(step, what, what.hint(), target, ""));
            gate.hold(speed == 0 ? Duration.ZERO : rest(what));
        }

        @Override
        public void pressed(Step what, ClickResult result) {
            gate.hold(Duration.ZERO);
        }

        private Duration rest(Step what) {
            long millis = switch (what.act()) {
                case Act.Say say -> 1800;
                case Act.Fill fill -> 1000;
                case Act.Press press -> 1600;
                case Act.SendPicture picture -> 2000;
                case Act.Jump jump -> 2500;
                case Act.Look look -> 1500;
            };
            return Duration.ofMillis(Math.round(millis / speed));
        }

        private void tell(StoryState next) {
            StoryDirector.this.tell(this, next);
        }
    }

    /**
     * @param phones a story on a platform that is not among them is refused with an {@link IllegalArgumentException}
     * @param locale of the bot's frame words, and of what the audience reads
     * @param patience how long to wait for what should be seen; 20 s is much for a healthy bot
     * @param pace {@link Pace#REAL} but in tests
     * @param problems says in the audience's language what is wrong with the simulator or its bot
     * @param listener told every new state
     */
    public StoryDirector(
            Phonebook phones,
            BotClock clock,
            Locale locale,
            Duration patience,
            Pace pace,
            Function<SimulatorProblem, String> problems,
            Consumer<StoryState> listener) {
        this.phones = phones;
        this.clock = clock;
        this.patience = patience;
        this.pace = pace;
        this.problems = problems;
        this.listener = listener;
        this.locale = locale;
        words = new StoryWords(locale);
        state = StoryState.idle(story(Where.FEISHU), Where.FEISHU, "");
    }

    public synchronized StoryState state() {
        return state;
    }

    /**
     * Plays at full speed to the end of that scene; the company should be a fresh one. Returns when it is done.
     *
     * @throws IllegalArgumentException for an unknown scene; nothing was stopped or played
     * @throws SimulatorProblem when a step failed; the state says so too
     */
    public void openScene(Where where, String scene) {
        Story story = story(where);
        List<Chapter> chapters = story.through(scene);
        Run run = begin(where, 0, StoryState.State.PLAYING, steps(chapters));
        String problem = perform(run, chapters, last -> StoryState.idle(story, where, scene));
        if (!problem.isEmpty()) {
            throw new SimulatorProblem(SimulatorProblem.Kind.STORY, problem, problem);
        }
    }

    /**
     * Plays the whole story by itself, each step announced before it acts.
     *
     * @param speed 1 for watching, 2 for twice as fast; between 0.1 and 20
     */
    public void play(Where where, double speed) {
        if (!isPace(speed)) {
            throw new IllegalArgumentException("pace must be between 0.1 and 20, but was " + speed);
        }
        List<Chapter> chapters = story(where).chapters();
        Run run = begin(where, speed, StoryState.State.PLAYING, steps(chapters));
        Thread.ofVirtual()
                .name("story-play")
                .start(() -> perform(run, chapters, last -> last.as(StoryState.State.DONE)));
    }

    /** Whether {@link #play} takes it. */
    public static boolean isPace(double speed) {
        return speed >= PACE_MIN && speed <= PACE_MAX;
    }

    /** Shows the visitor what to do next and looks on; roles are set beforehand. */
    public void walk(Where where) {
        List<Chapter> chapters = story(where).through(WALKED_TO);
        List<Chapter> walked =
                chapters.stream().filter(chapter -> !chapter.setting()).toList();
        List<Chapter> setting = chapters.stream().filter(Chapter::setting).toList();
        Run run = begin(where, 0, StoryState.State.WALKING, steps(walked));
        Thread.ofVirtual().name("story-walk").start(() -> accompany(run, setting, walked));
    }

    /** Nothing happens unless it plays. */
    public synchronized void pause() {
        if (current != null && state.state() == StoryState.State.PLAYING) {
            current.gate.pause();
            tell(current, state.as(StoryState.State.PAUSED));
        }
    }

    /** Nothing happens unless it is paused. */
    public synchronized void resume() {
        if (current != null && state.state() == StoryState.State.PAUSED) {
            tell(current, state.as(StoryState.State.PLAYING));
            current.gate.resume();
        }
    }

    /** Ends what goes on; an act that is under way is finished. Harmless when nothing goes on. */
    public synchronized void stop() {
        if (current != null) {
            current.gate.stop();
            tell(current, StoryState.idle(story(state.where()), state.where(), state.scene()));
            current = null;
        } else if (state.state() != StoryState.State.IDLE) {
            publish(StoryState.idle(story(state.where()), state.where(), state.scene()));
        }
    }

    /** Plays the walk's step for the visitor; nothing happens when nobody walks. */
    public void skip() {
        walking().ifPresent(Walk::skip);
    }

    /** The visitor has filled a control in; nothing happens when nobody walks. */
    public void typed(String person, String label) {
        walking().ifPresent(walk -> walk.typed(person, label));
    }

    @Override
    public void close() {
        stop();
    }

    /** @return what went wrong; empty when nothing did or the run was ended from outside */
    private String perform(Run run, List<Chapter> chapters, UnaryOperator<StoryState> end) {
        try (Stage stage = new Stage(run.phones, clock, patience, run)) {
            stage.play(chapters);
            finish(run, end.apply(state()));
        } catch (Gate.Stopped stopped) {
            finish(run, state());
        } catch (RuntimeException failure) {
            String why = why(failure);
            finish(run, state().failed(why));
            return why;
        }
        return "";
    }

    private void accompany(Run run, List<Chapter> setting, List<Chapter> walked) {
        StoryState idle = StoryState.idle(story(run.phones.where()), run.phones.where(), "");
        Audience silent = new Audience() {
            @Override
            public void announced(Step step, Target target) {
                if (run.walk == null) {
                    run.gate.hold(Duration.ZERO);
                }
            }
        };
        try (Stage stage = new Stage(run.phones, clock, patience, silent)) {
            stage.play(setting);
            try (Walk walk = new Walk(walked, run.phones, stage, words, idle, run::tell)) {
                run.walk = walk;
                lookOn(run, walk);
                finish(run, state());
            }
        } catch (Gate.Stopped stopped) {
            finish(run, state());
        } catch (RuntimeException failure) {
            finish(run, state().failed(why(failure)));
        }
    }

    private void lookOn(Run run, Walk walk) {
        boolean onTheWay = walk.look();
        while (onTheWay && !run.gate.isStopped()) {
            long seen = walk.revision();
            onTheWay = walk.look();
            run.phones.await(
                    () -> walk.revision() != seen || run.gate.isStopped() ? Optional.of(true) : Optional.empty(),
                    LOOK_EVERY);
        }
    }

    private synchronized Run begin(Where where, double speed, StoryState.State as, int steps) {
        if (current != null) {
            current.gate.stop();
        }
        Run run = new Run(phones.on(where), speed);
        current = run;
        publish(StoryState.idle(story(where), where, "").of(as, steps));
        return run;
    }

    private synchronized void finish(Run run, StoryState last) {
        tell(run, last);
        if (run.equals(current)) {
            current = null;
        }
    }

    /** Of a run that was ended nothing more is heard; what it says while paused stays paused. */
    private synchronized void tell(Run run, StoryState next) {
        if (run.equals(current)) {
            publish(next);
        }
    }

    private void publish(StoryState next) {
        if (!next.equals(state)) {
            state = next;
            listener.accept(next);
        }
    }

    private synchronized Optional<Walk> walking() {
        return Optional.ofNullable(current).map(run -> run.walk);
    }

    private synchronized Story story(Where where) {
        return stories.computeIfAbsent(where, there -> DeliveryStory.in(locale, there, phones.on(there)::account));
    }

    private static int steps(List<Chapter> chapters) {
        return chapters.stream().mapToInt(chapter -> chapter.steps().size()).sum();
    }

    /** A run must never end without a word: the page would wait for it for ever. */
    private String why(RuntimeException failure) {
        return switch (failure) {
            case StepFailed step -> words.failed(step);
            case SimulatorProblem problem -> problems.apply(problem);
            default -> {
                LOG.log(System.Logger.Level.ERROR, "The story has a defect", failure);
                yield words.say("failed.defect");
            }
        };
    }
}
