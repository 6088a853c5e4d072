package io.soprelay.chat.view;

import io.soprelay.directory.Members;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.outbox.CardId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One person's card for one work item, as it has to look now. The viewer of the scene is the card's person. */
public final class ItemView {
    private final TaskView tasks;
    private final ApprovalView approvals;
    private final DoneView done;

    public ItemView(Phrases phrases, Buttons buttons, Members members) {
        tasks = new TaskView(phrases, buttons, new FormView(phrases, members));
        approvals = new ApprovalView(phrases, buttons);
        done = new DoneView(phrases, buttons);
    }

    /**
     * A card with what the outbox remembers of it.
     *
     * @param partVersion version of this person's part
     * @param live whether the person can act on it: it may be half filled in
     */
    public record Rendered(Card card, CardId id, long revision, int partVersion, boolean live) {
        public String fingerprint() {
            return CardFingerprint.of(card);
        }

        /** @param messageId the message whose card is replaced by this one */
        public CardReceipt receipt(String messageId) {
            return new CardReceipt(id.toString(), messageId, revision, fingerprint(), partVersion);
        }
    }

    /** Message key of the button that completes a task, as it stands on the task's card. */
    public static String submitLabel(FlowDefinition flow, ItemId item) {
        return flow.items().stream()
                .filter(each -> each.key().equals(item.key()))
                .filter(WorkItemDefinition.Task.class::isInstance)
                .map(task -> TaskView.submitLabel(flow, (WorkItemDefinition.Task) task))
                .findFirst()
                .orElse("button.complete");
    }

    /** Empty if the person never had a part in such an item. */
    public Optional<Rendered> render(Scene scene, CardId id) {
        return scene.instance()
                .find(id.item())
                .filter(item -> item.parts().containsKey(id.member()))
                .map(item -> render(scene, id, item));
    }

    /**
     * The live card as the person left it when its form was refused; empty if they cannot act on it any more.
     *
     * @param typed the submitted values by control name
     */
    public Optional<Card> asLeft(Scene scene, CardId id, Map<String, List<String>> typed) {
        return scene.instance().find(id.item()).filter(item -> isLive(item, id)).map(item -> {
            int version = item.parts().getOrDefault(id.member(), 0);
            return switch (item) {
                case TodoTask task -> tasks.card(scene, task, id, version, typed);
                case Approval approval
                when typed.containsKey(Buttons.REASON) -> approvals.askReason(scene, approval, id, version, typed);
                case Approval approval -> approvals.card(scene, approval, id, version, typed);
            };
        });
    }

    /** Whether the card's person can act on it. */
    public static boolean isLive(FlowInstance instance, CardId id) {
        return instance.find(id.item()).filter(item -> isLive(item, id)).isPresent();
    }

    private static boolean isLive(WorkItem item, CardId id) {
        return item.status() == Status.OPEN && item.holders().contains(id.member());
    }

    private Rendered render(Scene scene, CardId id, WorkItem item) {
        int version = item.parts().getOrDefault(id.member(), 0);
        boolean live = isLive(item, id);
        Card card;
        if (live) {
            card = switch (item) {
                case TodoTask task -> tasks.card(scene, task, id, version);
                case Approval approval -> approvals.card(scene, approval, id, version);
            };
        } else {
            card = done.card(scene, item);
        }
        return new Rendered(card, id, scene.instance().version(), version, live);
    }

    /** The card that asks an approver why; empty if the person cannot decide now. */
    public Optional<Card> askReason(Scene scene, CardId id) {
        return scene.instance()
                .find(id.item())
                .filter(item -> item.holders().contains(id.member()))
                .filter(Approval.class::isInstance)
                .map(item -> approvals.askReason(
                        scene, (Approval) item, id, item.parts().getOrDefault(id.member(), 0)));
    }
}
