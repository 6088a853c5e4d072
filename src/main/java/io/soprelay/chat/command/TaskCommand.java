package io.soprelay.chat.command;

import io.soprelay.chat.command.WrittenForm.Filled;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.RecordView;
import io.soprelay.chat.view.Scene;
import io.soprelay.chat.view.TodoListView;
import io.soprelay.chat.view.Words;
import io.soprelay.chat.view.WrittenLine;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Card;
import io.soprelay.outbox.CardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code /task list|done|approve|reject|move <number> …}: the buttons of one's own card, in words. For chats that show no
 * forms, and for whoever likes writing better; the same classes do it.
 */
@Command(name = "task", aliases = "任务")
public final class TaskCommand implements ChatCommand {
    private final FlowEngine engine;
    private final ItemView items;
    private final RecordView records;
    private final TodoListView todos;
    private final ButtonPress presses;
    private final Words words;

    public TaskCommand(
            FlowEngine engine,
            ItemView items,
            RecordView records,
            TodoListView todos,
            ButtonPress presses,
            Words words) {
        this.engine = engine;
        this.items = items;
        this.records = records;
        this.todos = todos;
        this.presses = presses;
        this.words = words;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new Done(), new Approve(), new Reject(), new Move());
    }

    /** Without a word behind it: the list. */
    @Override
    public Response run(CommandRequest request) {
        return new Response.Shown(todos.card(request.member()));
    }

    /** One's own open cards of a record that have this button. */
    private List<Card> cards(CommandRequest request, String number, String button) {
        Optional<FlowInstance> found = engine.findByNumber(number);
        if (found.isEmpty()) {
            return List.of();
        }
        FlowInstance instance = found.get();
        Scene scene = Scene.of(engine, instance, request.member());
        List<Card> cards = new ArrayList<>();
        for (var item : Todos.heldBy(instance, request.member())) {
            items.render(scene, new CardId(instance.id(), item, request.member()))
                    .map(ItemView.Rendered::card)
                    .filter(card -> button(card, button).isPresent())
                    .ifPresent(cards::add);
        }
        return cards;
    }

    private static Optional<Card.Action> button(Card card, String id) {
        List<Card.Action> buttons = new ArrayList<>(card.actions());
        Card.Form form = card.form();
        if (form != null) {
            buttons.add(form.submit());
            buttons.addAll(form.others());
        }
        return buttons.stream().filter(button -> button.id().equals(id)).findFirst();
    }

    /** Presses the button of the one card that has it; nobody learns of a record that is not theirs. */
    private Response press(
            CommandRequest request, String number, String button, Map<String, String> typed, List<String> written) {
        List<Card> cards = cards(request, number, button);
        if (cards.isEmpty()) {
            return new Response.Said(words.say("task.none", number));
        }
        if (cards.size() > 1) {
            return new Response.Shown(todos.card(request.member()));
        }
        Card card = cards.getFirst();
        Map<String, List<String>> values = new LinkedHashMap<>();
        Card.Form form = card.form();
        if (form != null) {
            switch (new WrittenForm(words).fill(form, written)) {
                case Filled.Values(Map<String, List<String>> filled) -> values.putAll(filled);
                case Filled.Unreadable(String sentence) -> {
                    return new Response.Said(sentence);
                }
            }
        }
        typed.forEach((name, value) -> values.put(name, List.of(value)));
        Card.Action pressed = button(card, button).orElseThrow();
        return new Response.Said(new WrittenForm(words)
                .outcome(presses.press(request.member(), request.deliveryId(), pressed, values), pressed));
    }

    @Command(
            name = "done",
            aliases = {"完成", "提交"})
    final class Done implements ChatCommand {
        @Parameters(index = "0")
        private String number = "";

        @Parameters(index = "1..*", arity = "0..*")
        private List<String> fields = List.of();

        @Override
        public Response run(CommandRequest request) {
            return press(request, number, Buttons.COMPLETE, Map.of(), request.asWritten(fields));
        }
    }

    @Command(
            name = "approve",
            aliases = {"同意", "通过"})
    final class Approve implements ChatCommand {
        @Parameters(index = "0")
        private String number = "";

        @Parameters(index = "1..*", arity = "0..*")
        private List<String> comment = List.of();

        @Override
        public Response run(CommandRequest request) {
            return press(
                    request,
                    number,
                    Buttons.APPROVE,
                    Map.of(Buttons.COMMENT, String.join(" ", request.asWritten(comment))),
                    List.of());
        }
    }

    @Command(
            name = "reject",
            aliases = {"驳回", "拒绝"})
    final class Reject implements ChatCommand {
        @Parameters(index = "0")
        private String number = "";

        @Parameters(index = "1..*", arity = "0..*")
        private List<String> reason = List.of();

        @Override
        public Response run(CommandRequest request) {
            return press(
                    request,
                    number,
                    Buttons.REJECT,
                    Map.of(Buttons.REASON, reason(request.asWritten(reason))),
                    List.of());
        }
    }

    private static String reason(List<String> written) {
        String reason = String.join(" ", written);
        return WrittenLine.isGap(reason) ? "" : reason;
    }

    /** A move by hand, as the button of the record's card does it: {@code /task move FH-… 已取消 客户不要了}. */
    @Command(
            name = "move",
            aliases = {"改为", "改成"})
    final class Move implements ChatCommand {
        @Parameters(index = "0")
        private String number = "";

        @Parameters(index = "1")
        private String state = "";

        @Parameters(index = "2..*", arity = "0..*")
        private List<String> reason = List.of();

        @Override
        public Response run(CommandRequest request) {
            return engine.findByNumber(number)
                    .flatMap(found -> button(found, request))
                    .<Response>map(pressed -> new Response.Said(presses.press(
                                    request.member(),
                                    request.deliveryId(),
                                    pressed,
                                    Map.of(Buttons.REASON, List.of(reason(request.asWritten(reason)))))
                            .toast()
                            .text()))
                    .orElseGet(() -> new Response.Said(words.say("task.none", number)));
        }

        /** Only whoever may move the record has it. */
        private Optional<Card.Action> button(FlowInstance found, CommandRequest request) {
            return records.card(Scene.of(engine, found, request.member())).actions().stream()
                    .filter(each -> each.id().equals(Buttons.MOVE))
                    .filter(each -> state.equals(each.params().get(Buttons.STATE)))
                    .findFirst();
        }
    }
}
