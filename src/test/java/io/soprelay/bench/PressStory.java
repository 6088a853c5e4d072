package io.soprelay.bench;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.chat.view.Buttons;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.Definitions;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What people press on one record: a salesperson starts it, the approver rejects it, the salesperson completes
 * 修改后重新提交, the approver approves. The presses are made from ids alone, because cards reach people only as fast as the
 * platform lets them: what each card would carry is learnt from one record played beside the bot by the same rules.
 */
final class PressStory {
    static final String ADMIN = "bench_admin";
    static final String APPROVER = "bench_approver";
    static final String KEEPER = "bench_keeper";

    /** Presses of a started record. */
    static final int STEPS = 3;

    private static final int SELLERS = 50;

    private final Platform platform;
    private final UnaryOperator<String> accounts;
    private final Members members;
    private final FlowEngine engine;
    private final List<Step> steps = new ArrayList<>();

    /** Of a record after its last step. */
    private final long approvedVersion;

    /**
     * One press as every platform carries it.
     *
     * @param who the platform's id of the person
     * @param form what stands in the form's fields; empty for a button without a form
     */
    record Press(String who, String action, Map<String, String> params, Map<String, List<String>> form) {}

    /** One press: who, on which item's card in which version. */
    private record Step(String action, ItemId item, int version, boolean byApprover, Map<String, List<String>> form) {}

    /**
     * @param accounts the platform's id of a person of this story
     * @param flows in which a delivery can be played as far as its approval, whatever comes after it
     */
    PressStory(Platform platform, UnaryOperator<String> accounts, Definitions flows) {
        this.platform = platform;
        this.accounts = accounts;
        InMemoryLedger ledger = new InMemoryLedger(InstantSource.system());
        Deliveries deliveries = new Deliveries();
        members = new Members(ledger);
        Roles roles = new Roles(ledger, deliveries, List.of(member(ADMIN)));
        roles.set("审批人", List.of(member(APPROVER)), new CommandId("a"), member(ADMIN));
        roles.set("库管", List.of(member(KEEPER)), new CommandId("k"), member(ADMIN));
        engine = new FlowEngine(
                new FlowRecords(ledger, deliveries, roles),
                flows,
                roles,
                new FeelConditions(),
                ledger,
                ZoneId.of("Asia/Shanghai"));
        approvedVersion = learn().version();
    }

    static String seller(int record) {
        return "bench_seller" + record % SELLERS;
    }

    private FlowInstance learn() {
        MemberId seller = member(seller(0));
        MemberId approver = member(APPROVER);
        FlowInstance record = done(engine.start("delivery", new CommandId("s"), DeliveryFlow.order(), seller));
        String approval = DeliveryFlow.SHIPPING_APPROVAL;
        Step reject = step(Buttons.REJECT, record, approval, true, Map.of(Buttons.COMMENT, List.of("数量不对，请改")));
        record = done(record, approver, new FlowCommand.Reject(reject.item(), reject.version(), "数量不对，请改"));
        Step resubmit = step(Buttons.COMPLETE, record, DeliveryFlow.RESUBMIT, false, DeliveryFlow.order());
        record = done(
                record, seller, new FlowCommand.CompleteTask(resubmit.item(), resubmit.version(), resubmit.form()));
        Step approve = step(Buttons.APPROVE, record, approval, true, Map.of());
        steps.addAll(List.of(reject, resubmit, approve));
        return done(record, approver, new FlowCommand.Approve(approve.item(), approve.version(), ""));
    }

    private Step step(
            String action, FlowInstance record, String key, boolean byApprover, Map<String, List<String>> form) {
        MemberId by = member(byApprover ? APPROVER : seller(0));
        return new Step(action, Acts.newest(record, key), Acts.card(record, key, by), byApprover, form);
    }

    private FlowInstance done(FlowInstance record, MemberId by, FlowCommand command) {
        CommandId id = new CommandId("act-" + record.version());
        return done(engine.handle(new CommandEnvelope(record.id(), id, command, by, null)));
    }

    private static FlowInstance done(EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            return done.instance();
        }
        throw new IllegalStateException("The delivery flow is not what the benchmark plays: " + answer.getClass());
    }

    private MemberId member(String person) {
        return members.of(new Account(platform, accounts.apply(person))).id();
    }

    /** 提交 on a start form. */
    Press start(int record) {
        return start(record, seller(record));
    }

    /** @param person whose form it is */
    Press start(int record, String person) {
        Map<String, String> params = Map.of(
                Buttons.CARD,
                startCard(record),
                Buttons.FLOW,
                "delivery",
                Buttons.FOR,
                member(person).value());
        return new Press(accounts.apply(person), Buttons.SUBMIT_START, params, DeliveryFlow.order());
    }

    /** @param at 0 reject, 1 complete, 2 approve; each after the one before it was answered */
    Press step(int record, int at) {
        Step step = steps.get(at);
        String who = step.byApprover() ? APPROVER : seller(record);
        CardId card = new CardId(flow(record), step.item(), member(who));
        Map<String, String> params =
                Map.of(Buttons.CARD, card.toString(), Buttons.VERSION, Integer.toString(step.version()));
        return new Press(accounts.apply(who), step.action(), params, step.form());
    }

    /** 取消这张单子 on the card of a record that was approved, with the reason given. */
    Press cancel(int record) {
        Map<String, String> params = Map.of(
                Buttons.FLOW,
                flow(record).value(),
                Buttons.STATE,
                "已取消",
                Buttons.VERSION,
                Long.toString(approvedVersion),
                Buttons.FOR,
                member(seller(record)).value());
        return new Press(
                accounts.apply(seller(record)), Buttons.MOVE, params, Map.of(Buttons.REASON, List.of("客户不要了")));
    }

    FlowId flow(int record) {
        return CommandIds.flowStartedBy(CommandIds.startCard(startCard(record)));
    }

    private static String startCard(int record) {
        return "bench-start-" + record;
    }
}
