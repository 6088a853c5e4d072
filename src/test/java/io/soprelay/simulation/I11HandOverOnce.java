package io.soprelay.simulation;

import io.soprelay.codec.StoredCodec;
import io.soprelay.engine.TodoRow;
import io.soprelay.engine.Todos;
import io.soprelay.flow.decide.LinkRules;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FieldKind.RollUp;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one record owes another, or a list, has come there and counts once. */
final class I11HandOverOnce extends Invariant {
    private final StoredCodec codec = new StoredCodec();

    @Override
    String sentence() {
        return "Cross-partition hand-over arrives exactly once in effect: linked records, roll-ups, to-do rows.";
    }

    @Override
    void quiet(World world) {
        for (FlowInstance record : world.archive().records().values()) {
            FlowDefinition flow = world.flows().version(record.flow(), record.definitionVersion());
            LinkRules.standing(flow, record).forEach(tell -> heard(world, record, tell));
            flow.fields().forEach(field -> addedUp(record, field));
        }
        world.company().everybody().forEach(person -> listed(world, person));
    }

    private void heard(World world, FlowInstance source, Effect.TellLinked tell) {
        FlowInstance target = world.archive().records().get(tell.target());
        if (target != null) {
            LinkedRecord known = target.links().get(source.id());
            if (known == null
                    || !known.state().equals(source.state())
                    || !known.values().equals(tell.source().values())) {
                broken("%s is %s, and %s knows %s", source.number(), tell.source(), target.number(), known);
            }
        }
    }

    private void addedUp(FlowInstance record, FieldDefinition field) {
        if (field.kind() instanceof RollUp rollUp) {
            List<LinkedRecord> counted = record.links().values().stream()
                    .filter(link -> rollUp.inStates().contains(link.state()))
                    .toList();
            BigDecimal sum = rollUp.function() == FieldKind.RollUp.Function.COUNT
                    ? BigDecimal.valueOf(counted.size())
                    : counted.stream()
                            .map(link -> decimal(link.values().get(rollUp.field())))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal stored = decimal(record.data().get(field.id()).orElse(null));
            if (stored.compareTo(sum) != 0) {
                broken("%s adds up to %s, and its records to %s", record.number(), stored, sum);
            }
        }
    }

    private static BigDecimal decimal(@Nullable FieldValue value) {
        return value instanceof FieldValue.Decimal decimal ? decimal.value() : BigDecimal.ZERO;
    }

    private void listed(World world, Account person) {
        MemberId member = world.member(person);
        Map<String, byte[]> rows = world.ledger().all(Todos.list(member));
        for (FlowInstance record : world.archive().records().values()) {
            List<ItemId> held = Todos.heldBy(record, member);
            byte[] row = rows.get(record.id().value());
            List<ItemId> listed = row == null
                    ? List.of()
                    : codec.read(row, TodoRow.class).items().stream()
                            .map(TodoRow.Held::id)
                            .toList();
            if (!listed.equals(held)) {
                broken("%s holds %s of %s, and the list says %s", person, held, record.number(), listed);
            }
        }
    }
}
