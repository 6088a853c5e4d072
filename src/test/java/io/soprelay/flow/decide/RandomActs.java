package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import io.soprelay.testkit.flow.ReturnFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random people doing random things: mostly sensible, so that records get somewhere, sometimes not. */
final class RandomActs {
    private static final List<String> ROLES = List.of("审批人", "库管", "财务", "没人");
    private final Random random;
    private final FlowPlay play;

    RandomActs(Random random, FlowPlay play) {
        this.random = random;
        this.play = play;
    }

    void act() {
        if (random.nextInt(4) == 0) {
            play.later(Duration.ofMinutes(random.nextInt(600)));
        }
        if (!play.hasStarted()) {
            play.tries(
                    anybody(), new FlowCommand.StartFlow(form(play.definition().startForm())));
            return;
        }
        ItemId id = item();
        WorkItem item = play.instance().find(id).orElse(null);
        switch (random.nextInt(12)) {
            case 0 -> changeRole();
            case 1 -> play.tries(MemberId.SYSTEM, new FlowCommand.Reassign(id));
            case 2 -> play.tries(MemberId.SYSTEM, new FlowCommand.RemindHolders(id, moment(item)));
            case 3 -> play.tries(MemberId.SYSTEM, noted());
            case 4 -> play.tries(anybody(), new FlowCommand.MoveToState(one(states()), one(List.of("", "随便"))));
            default -> work(id, item);
        }
    }

    private void work(ItemId id, @Nullable WorkItem item) {
        MemberId actor =
                item == null || item.holders().isEmpty() || random.nextInt(5) == 0 ? anybody() : one(item.holders());
        int version = item == null || random.nextInt(10) == 0
                ? random.nextInt(3)
                : item.parts().getOrDefault(actor, 0);
        boolean task = item instanceof WorkItem.TodoTask ? random.nextInt(20) > 0 : random.nextInt(20) == 0;
        play.tries(actor, task ? onTask(id, version, actor) : onApproval(id, version));
    }

    private FlowCommand onApproval(ItemId id, int version) {
        return switch (random.nextInt(4)) {
            case 0 -> new FlowCommand.Reject(id, version, random.nextInt(4) == 0 ? " " : "不行");
            default -> new FlowCommand.Approve(id, version, "");
        };
    }

    private FlowCommand onTask(ItemId id, int version, MemberId actor) {
        return switch (random.nextInt(4)) {
            case 0 -> new FlowCommand.SaveDraft(id, version, form(formOf(id)));
            case 1 ->
                new FlowCommand.AttachEvidence(
                        id,
                        attachment(id),
                        Acts.evidence("f" + random.nextInt(5), actor, play.now()),
                        play.now().minusSeconds(random.nextInt(120)));
            default -> new FlowCommand.CompleteTask(id, version, form(formOf(id)));
        };
    }

    private void changeRole() {
        MemberId[] holders = new MemberId[random.nextInt(3)];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = anybody();
        }
        play.role(one(ROLES), holders);
        for (WorkItem open : play.instance().openItems()) {
            play.tries(MemberId.SYSTEM, new FlowCommand.Reassign(open.id()));
        }
    }

    private FlowCommand noted() {
        return new FlowCommand.NoteLinkedRecord(DeliveryFlow.aReturn(
                random.nextInt(3),
                random.nextInt(6),
                one(List.of("待审批", "已同意", "已入库", "已取消")),
                one(List.of("0", "10", "25.50"))));
    }

    private Instant moment(@Nullable WorkItem item) {
        return item == null || item.reminders().isEmpty()
                ? play.now()
                : item.reminders().getFirst();
    }

    private ItemId item() {
        List<WorkItem> open = play.instance().openItems();
        List<WorkItem> all = play.instance().items();
        if (all.isEmpty() || random.nextInt(20) == 0) {
            return new ItemId("nothing", 1);
        }
        return one(open.isEmpty() || random.nextInt(6) == 0 ? all : open).id();
    }

    private List<FormField> formOf(ItemId id) {
        return play.definition().items().stream()
                .filter(item -> item.key().equals(id.key()))
                .filter(WorkItemDefinition.Task.class::isInstance)
                .findFirst()
                .map(item -> ((WorkItemDefinition.Task) item).form())
                .orElse(List.of());
    }

    private String attachment(ItemId id) {
        return formOf(id).stream()
                .map(FormField::field)
                .filter(field -> play.definition().field(field).kind() instanceof FieldKind.Attachment)
                .findFirst()
                .orElse("没有");
    }

    private Map<String, List<String>> form(List<FormField> asked) {
        Map<String, List<String>> form = new HashMap<>();
        for (FormField ask : asked) {
            FieldDefinition field = play.definition().field(ask.field());
            if (!(field.kind() instanceof FieldKind.Attachment) && random.nextInt(20) > 0) {
                form.put(field.id(), List.of(random.nextInt(20) == 0 ? "？？" : text(field.kind())));
            }
        }
        if (random.nextInt(30) == 0) {
            form.put("没问过", List.of("x"));
        }
        return form;
    }

    private String text(FieldKind kind) {
        return switch (kind) {
            case FieldKind.Text text -> "甲" + random.nextInt(100);
            case FieldKind.Number number -> Integer.toString(1 + random.nextInt(9));
            case FieldKind.Money money -> random.nextInt(1000) + ".5元";
            case FieldKind.DateTime moment -> "2026-11-%02d 10:30".formatted(1 + random.nextInt(30));
            case FieldKind.Reference reference -> ReturnFlow.DELIVERY;
            default -> anybody().value();
        };
    }

    private List<String> states() {
        return play.definition().states().stream().map(StateDefinition::id).toList();
    }

    private MemberId anybody() {
        return one(Cast.EVERYBODY);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
