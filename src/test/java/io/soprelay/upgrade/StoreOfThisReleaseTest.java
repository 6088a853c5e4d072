package io.soprelay.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.company.Company;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays what leaves every kind of entry in the store, and keeps it for the releases to come. */
@EnabledIfSystemProperty(
        named = "relay.golden",
        matches = "\\d+\\.\\d+\\.\\d+(-[a-z0-9]+)?",
        disabledReason = "only for a release or a new format")
class StoreOfThisReleaseTest {
    private static final Incident.Work WORK = new Incident.Work(OneOfEach.RECORD, new ItemId("ship", 1));

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_release_leaves_its_store(Platform platform) throws IOException {
        Company company = Company.on(platform);
        company.itIs("08:00");
        company.admin().isAnswered("日报 订阅 09:00", "每天 09:00");
        company.delivery().forCustomer("丁公司").acceptanceFilled();
        // A picture that follows within moments may still belong to the task before.
        company.passes(Duration.ofMinutes(2));
        DeliveryStory accepted = company.delivery().forCustomer("甲公司").accepted();
        comesBack(company, accepted);
        DeliveryStory rejected = company.delivery().forCustomer("乙公司").started();
        company.rejects(rejected.approval(), "金额不对");
        PhoneCard again = company.wang().card("修改后重新提交", rejected.number());
        takesValuesOut(company);
        changesHands(company);
        isNudged(company);
        isCancelled(company);
        isErased(company);
        DeliveryStory waiting = company.delivery().forCustomer("丙公司").approved();
        waiting.shipping();
        company.settles();
        // From here on nothing leaves: what waits is kept too.
        company.platformFailsFor(10_000);
        again.presses("提交").seesToast("已完成");
        company.wang().says("/todo");
        // The sweep that follows is over long before the store is written down.
        isTakenOver(company, waiting, new OneOfEach(company.now()));
        company.itIs("09:00");
        company.passes(Duration.ofHours(30));
        keepsOneOfEach(company, new OneOfEach(company.now()), platform);
        Path file = Path.of("src", "test", "resources", "stores")
                .resolve(System.getProperty("relay.golden") + "-"
                        + platform.name().toLowerCase(Locale.ROOT) + ".jsonl");
        assertThat(file).as("a store of a release never changes").doesNotExist();

        company.dumps(file);

        assertThat(Files.size(file)).isGreaterThan(10_000);
    }

    private static void comesBack(Company company, DeliveryStory delivery) {
        delivery.record(company.wang()).presses("申请退货");
        company.wang()
                .card("发起退货申请", "提交")
                .fills("退货原因", "型号发错了", "退货数量", "2", "退款金额", "2560")
                .presses("提交")
                .seesToast("已提交", "TH-");
        company.zhang().card("请审批：退货审批", delivery.number(), "同意").presses("同意").seesToast("已同意");
        PhoneCard stock = company.li().card("收货入库并反馈入库信息", delivery.number(), "完成任务");
        company.passes(Duration.ofMinutes(2));
        stock.isAnsweredWithPicture();
        company.li().sees("已收到入库凭证");
        stock.fills("实际入库时间", company.picked()).presses("完成任务").seesToast("已完成");
        company.wang().sees(delivery.number(), "已退货");
    }

    /** A draft, two pictures of which one comes after the completion, and an optional value that is taken out again. */
    private static void takesValuesOut(Company company) {
        company.passes(Duration.ofMinutes(2));
        DeliveryStory delivery = company.delivery().forCustomer("戊公司").approved();
        PhoneCard shipping = delivery.shipping();
        int before = company.li().mark();
        shipping.fills("实际发货时间", company.picked(), "物流单号", "SF2")
                .presses("完成任务")
                .seesToast("还差");
        shipping.isAnsweredWithPicture();
        shipping.isAnsweredWithPicture();
        company.li().seesAfter(before, "已收到物流凭证", "一起放进去了");
        company.passes(Duration.ofMinutes(2));
        PhoneCard task = delivery.acceptance();
        int mark = company.wang().mark();
        task.isAnsweredWithPicture();
        company.wang().seesAfter(mark, "已收到客户验收凭证");
        task.fills("客户验收时间", company.picked(), "实际送达时间", company.picked())
                .presses("完成任务")
                .seesToast("已完成");
        company.rejects(delivery.acceptanceApproval(), "看不清签字").seesToast("已驳回");
        delivery.acceptance().shows("看不清签字").fills("实际送达时间", "").presses("完成任务").seesToast("已完成");
    }

    /** An open task goes to somebody else, and back. */
    private static void changesHands(Company company) {
        DeliveryStory delivery = company.delivery().forCustomer("己公司").approved();
        delivery.shipping();
        company.role("库管", "小吴");
        company.person("小吴").card(delivery.number(), "完成发货并反馈发货信息", "完成任务");
        company.role("库管", "小李");
        delivery.shipping();
    }

    private static void isNudged(Company company) {
        int mark = company.li().mark();
        DeliveryStory delivery = company.delivery().forCustomer("庚公司").approved();
        delivery.shipping();
        delivery.record(company.wang()).presses("催办").seesToast("已催");
        company.li().seesAfter(mark, "催一下", delivery.number());
    }

    private static void isCancelled(Company company) {
        DeliveryStory delivery = company.delivery().forCustomer("辛公司").approved();
        delivery.shipping();
        PhoneCard record = delivery.record(company.wang());
        record.presses("取消这张单子").sees("为什么");
        record.fills("为什么？（对方会看到）", "客户不要了").presses("取消这张单子").seesToast("已取消");
    }

    private static void isErased(Company company) {
        DeliveryStory delivery = company.delivery().forCustomer("壬公司").approved();
        PhoneCard record = delivery.record(company.wang());
        record.presses("取消这张单子").sees("为什么");
        record.fills("为什么？（对方会看到）", "填错了").presses("取消这张单子").seesToast("已取消");
        company.settles();
        int mark = company.admin().mark();
        company.admin().says("/erase " + delivery.number());
        company.admin().card(mark, "的个人信息？", delivery.number()).presses("删除");
        company.admin().seesAfter(mark, "个人信息删掉了");
    }

    private static void keepsOneOfEach(Company company, OneOfEach each, Platform platform) {
        Deliveries deliveries = new Deliveries();
        assertThat(each.deliveries())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Delivery.class.getPermittedSubclasses());
        assertThat(each.troubles())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(Trouble.class.getPermittedSubclasses());
        for (Delivery delivery : each.deliveries()) {
            ScheduleChange.Add now = (ScheduleChange.Add) deliveries.add(delivery);
            // So far ahead that the bot does not carry it out before it is written down.
            long due = now.lane().businessTime()
                    ? company.now().plus(Duration.ofDays(365)).toEpochMilli()
                    : Duration.ofDays(365).toMillis();
            company.part(Schedules.class)
                    .restore(
                            AggregateId.partitionOf(OneOfEach.RECORD.value()),
                            List.of(new ScheduleChange.Add(now.lane(), now.id(), due, now.payload())));
        }
        each.troubles().forEach(trouble -> company.part(Incidents.class).occurred(trouble, occurrence(each, WORK)));
        StoredCodec codec = new StoredCodec();
        FlowInstance record = FlowEvolver.apply(null, each.record());
        FlowCommit entry = new FlowCommit(1, new CommandId("one-of-each"), record.owner(), each.now(), each.record());
        company.part(Ledger.class)
                .commit(new Commit(
                        new AggregateId(AggregateId.Kind.FLOW, OneOfEach.RECORD.value()),
                        "one-of-each",
                        Basis.NEW,
                        codec.write(record),
                        codec.write(entry),
                        "done",
                        false,
                        List.of()));
        if (platform == Platform.DINGTALK) {
            byte[] note = "undelivered".getBytes(StandardCharsets.US_ASCII);
            company.part(Ledger.class)
                    .commit(new Commit(
                            new AggregateId(AggregateId.Kind.UNDELIVERED, "card-1"),
                            "deliver-card-1",
                            Basis.ANY,
                            note,
                            note,
                            "noted",
                            false,
                            List.of()));
        }
    }

    /** As an entry leaves it that could not leave. */
    private static Occurrence occurrence(OneOfEach each, Incident.Work work) {
        ScheduleChange.Add held =
                (ScheduleChange.Add) new Deliveries().add(each.deliveries().getFirst());
        int partition = AggregateId.partitionOf(OneOfEach.RECORD.value());
        return new Occurrence(
                "230025: too long",
                work,
                new Incident.Held(partition, held.lane(), held.id(), held.payload(), memo(each, held)));
    }

    /** Of a try whose fate was unknown when it was given up. */
    private static byte[] memo(OneOfEach each, ScheduleChange.Add held) {
        Deliveries deliveries = new Deliveries();
        byte[] left = deliveries.write(new CreateTry(2, each.now(), 3, 1));
        int partition = AggregateId.partitionOf(OneOfEach.RECORD.value());
        Claimed entry = new Claimed(partition, held.lane(), held.id(), held.payload(), 1, 2, 0, 0, null, left);
        return Objects.requireNonNull(deliveries.triesOf(entry, each.now()));
    }

    /** Whoever has the task cannot be reached, and it goes to somebody else; what they were to be told stays kept. */
    private static void isTakenOver(Company company, DeliveryStory waiting, OneOfEach each) {
        FlowEngine engine = company.part(FlowEngine.class);
        Roles roles = company.part(Roles.class);
        Incidents incidents = company.part(Incidents.class);
        FlowInstance record = engine.findByNumber(waiting.number()).orElseThrow();
        Incident.Work work =
                new Incident.Work(record.id(), record.openItems().getFirst().id());
        MemberId gone = roles.people().role("库管").members().getFirst();
        int number = incidents
                .occurred(new Trouble.Unreachable(gone), occurrence(each, work))
                .number();

        new IncidentActs(incidents, company.part(Schedules.class), roles, engine)
                .reassign(
                        number,
                        roles.people().role("财务").members().getFirst(),
                        roles.admins().getFirst(),
                        new CommandId("takes-over"));

        Incident over = incidents.find(number).orElseThrow();
        assertThat(over.isOpen()).isFalse();
        assertThat(over.keeps()).isTrue();
    }
}
