package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a story is.
 *
 * @param where on which platforms it is played, or would be
 * @param scene the chapter that is played or was opened last; empty before any
 * @param scenes all that can be opened, in order
 * @param step number of the one announced, from 1; 0 before the first
 * @param steps how many there are in this run
 * @param who acts in the step; empty for the clock
 * @param act {@code fill}, {@code press}, {@code say}, {@code picture}, {@code clock}, {@code look}; empty without a step
 * @param hint what to do, in one sentence
 * @param problem why it does not go on; empty when it does
 */
public record StoryState(
        State state,
        Where where,
        String scene,
        List<Scene> scenes,
        int step,
        int steps,
        String who,
        String act,
        String hint,
        Target target,
        String problem) {

    /** What goes on. */
    public enum State {
        IDLE,
        /** The visitor acts, the story looks on. */
        WALKING,
        /** The story acts by itself. */
        PLAYING,
        PAUSED,
        DONE,
        /** Something else was seen than the story has it. */
        FAILED
    }

    /** One scene of the list. */
    public record Scene(String id, String title) {}

    public StoryState {
        scenes = List.copyOf(scenes);
    }

    static StoryState idle(Story story, Where where, String scene) {
        List<Scene> scenes = story.chapters().stream()
                .map(chapter -> new Scene(chapter.scene(), chapter.title()))
                .toList();
        return new StoryState(State.IDLE, where, scene, scenes, 0, 0, "", "", "", Target.NONE, "");
    }

    StoryState as(State other) {
        return new StoryState(other, where, scene, scenes, step, steps, who, act, hint, target, problem);
    }

    StoryState failed(String why) {
        return new StoryState(State.FAILED, where, scene, scenes, step, steps, who, act, hint, target, why);
    }

    /** Begins a run of that many steps. */
    StoryState of(State other, int count) {
        return new StoryState(other, where, "", scenes, 0, count, "", "", "", Target.NONE, "");
    }

    StoryState in(String otherScene) {
        return new StoryState(state, where, otherScene, scenes, step, steps, who, act, hint, target, problem);
    }

    StoryState at(int number, Step what, String saying, Target place, String why) {
        return new StoryState(
                state,
                where,
                scene,
                scenes,
                number,
                steps,
                what.who(),
                what.act().word(),
                saying,
                place,
                why);
    }

    /** As the page reads it; empty parts are left out. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("state", state.name().toLowerCase(Locale.ROOT));
        json.put("platform", where.word());
        put(json, "scene", scene);
        ArrayNode all = json.putArray("scenes");
        scenes.forEach(one -> all.addObject().put("id", one.id()).put("title", one.title()));
        json.put("step", step).put("steps", steps);
        put(json, "who", who);
        put(json, "on", where.platformOf(who));
        put(json, "act", act);
        put(json, "hint", hint);
        if (!target.equals(Target.NONE)) {
            ObjectNode where = json.putObject("target");
            put(where, "messageId", target.messageId());
            put(where, "label", target.label());
            put(where, "button", target.button());
            put(where, "text", target.text());
        }
        put(json, "problem", problem);
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
