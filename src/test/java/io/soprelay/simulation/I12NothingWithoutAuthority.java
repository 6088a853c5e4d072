package io.soprelay.simulation;

import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.outbox.Deliveries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Only who may, does; and only as themselves. */
final class I12NothingWithoutAuthority extends Invariant {
    @Override
    String sentence() {
        return "No effect without authority at commit time.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        MemberId actor = happened.entry().actor();
        MemberId presser = happened.turn().presser();
        if (presser != null && !presser.equals(actor)) {
            broken("%s pressed, and %s is said to have done it", presser, actor);
        }
        FlowInstance before = happened.before();
        for (FlowEvent event : happened.entry().events()) {
            switch (event) {
                case FlowEvent.TaskCompleted done -> holds(before, done.task(), done.by(), actor);
                case FlowEvent.ApprovalGranted granted -> holds(before, granted.approval(), granted.by(), actor);
                case FlowEvent.ApprovalRejected rejected -> holds(before, rejected.approval(), rejected.by(), actor);
                case FlowEvent.StateChanged moved
                when !moved.by().equals(MemberId.SYSTEM) -> mayMove(world, before, moved, actor);
                default -> {}
            }
        }
    }

    private void holds(@Nullable FlowInstance before, ItemId item, MemberId by, MemberId actor) {
        List<MemberId> holders = Optional.ofNullable(before)
                .flatMap(record -> record.find(item))
                .map(WorkItem::holders)
                .orElse(List.of());
        if (!holders.contains(by) || !by.equals(actor)) {
            broken("%s was held by %s, and %s did it for %s", item, holders, actor, by);
        }
    }

    private void mayMove(World world, @Nullable FlowInstance before, FlowEvent.StateChanged moved, MemberId actor) {
        if (before == null) {
            broken("a record was moved by %s before it began", actor);
            return;
        }
        FlowDefinition flow = world.flows().version(before.flow(), before.definitionVersion());
        TransitionRule rule = flow.transitions().stream()
                .filter(one -> one.id().equals(moved.rule()))
                .findFirst()
                .orElseThrow();
        boolean may = rule.guard().manual().stream().anyMatch(who -> means(world, flow, before, who, moved.by()));
        if (!may || !moved.by().equals(actor)) {
            broken("%s moved %s by %s, and it was done for %s", actor, before.number(), moved.rule(), moved.by());
        }
    }

    /** What a bot remembers may be older: another one has changed them. */
    private static Roles stored(World world) {
        Roles stored = new Roles(
                world.ledger(),
                new Deliveries(),
                List.of(world.member(world.company().admin())));
        stored.load();
        return stored;
    }

    private static boolean means(
            World world, FlowDefinition flow, FlowInstance record, PeopleVariable who, MemberId member) {
        People people = stored(world).people();
        return switch (who) {
            case PeopleVariable.Owner owner -> record.owner().equals(member);
            case PeopleVariable.Participant participant -> means(world, flow, record, flow.participant(), member);
            case PeopleVariable.Role role -> people.role(role.name()).members().contains(member);
            case PeopleVariable.PersonField field ->
                record.data().get(field.field()).orElse(null) instanceof FieldValue.Person person
                        ? person.value().equals(member)
                        : means(world, flow, record, field.otherwise(), member);
            case PeopleVariable.Manager manager -> false;
            case PeopleVariable.Admins admins -> people.isAdmin(member);
        };
    }
}
