package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.company.DeliveryStory;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program reads what people did in the chat. */
class ReadApiScenarioTest extends Scenario {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_shipped_delivery_says_where_it_is_whom_it_waits_for_and_how_it_came_there() {
        Instant before = company.now();
        DeliveryStory delivery = company.delivery().shipped();

        JsonNode record = read(delivery.number());

        assertThat(record.propertyNames())
                .containsExactly(
                        "number",
                        "flow",
                        "flowName",
                        "definitionVersion",
                        "version",
                        "state",
                        "stateName",
                        "stateSince",
                        "owner",
                        "fields",
                        "path",
                        "open",
                        "timeline");
        assertThat(record.path("number").asString()).isEqualTo(delivery.number());
        assertThat(record.path("flow").asString()).isEqualTo("delivery");
        assertThat(record.path("flowName").asString()).isEqualTo("发货流程");
        assertThat(record.path("definitionVersion").asInt()).isEqualTo(1);
        // Started, approved, evidence, completed.
        assertThat(record.path("version").asInt()).isEqualTo(4);
        assertThat(record.path("state").asString()).isEqualTo("已发货");
        assertThat(record.path("stateName").asString()).isEqualTo("已发货");
        assertThat(moment(record.path("stateSince"))).isBetween(before.minusSeconds(1), company.now());
        assertThat(record.path("owner")).isEqualTo(JSON.createObjectNode().put("name", wang.name()));
        assertThat(each(record.path("path"), JsonNode::asString)).containsExactly("待审批", "已审批", "已发货");
        assertThat(each(record.path("fields"), field -> text(field, "label") + "=" + text(field, "text")))
                .contains("客户名称=甲公司", "数量=10 件", "金额=12800 元", "物流单号=SF1234567890", "物流凭证=1 个文件")
                .hasSize(7);
    }

    @Test
    void what_is_open_names_who_may_act_since_when_and_by_when() {
        DeliveryStory delivery = company.delivery().started();

        JsonNode approval = onlyOpen(delivery.number());
        assertThat(approval.propertyNames()).containsExactly("title", "kind", "who", "dueAt", "since");
        assertThat(text(approval, "title")).isEqualTo("发货审批");
        assertThat(text(approval, "kind")).isEqualTo("approval");
        assertThat(each(approval.path("who"), JsonNode::asString)).containsExactly(zhang.name());

        JsonNode task = onlyOpen(delivery.shipped().number());
        assertThat(task.propertyNames()).containsExactly("title", "kind", "who", "dueAt", "since");
        assertThat(text(task, "title")).isEqualTo("完成验收并反馈验收信息");
        assertThat(text(task, "kind")).isEqualTo("task");
        assertThat(each(task.path("who"), JsonNode::asString)).containsExactly(wang.name());
        // Due seven days after the time of shipping, which was picked to the minute.
        assertThat(Duration.between(moment(task.path("since")), moment(task.path("dueAt"))))
                .isBetween(Duration.ofDays(7).minusMinutes(2), Duration.ofDays(7));
    }

    @Test
    void the_timeline_says_the_same_as_the_records_card_and_a_reason_stands_beside_its_line() {
        DeliveryStory delivery = company.delivery().started();
        company.rejects(delivery.approval(), "数量不对，合同上是 8 件").seesToast("已驳回");
        wang.card(delivery.number(), "修改后重新提交", "提交")
                .fills("数量", "8")
                .presses("提交")
                .seesToast("已完成");

        JsonNode timeline = read(delivery.approved().number()).path("timeline");

        List<String> texts = each(timeline, entry -> text(entry, "text"));
        assertThat(texts)
                .containsExactly(
                        wang.name() + " 提了这张单子",
                        zhang.name() + " 驳回：发货审批",
                        wang.name() + " 做完了：修改后重新提交",
                        zhang.name() + " 同意：发货审批",
                        "到了“已审批”");
        assertThat(each(timeline, entry -> text(entry, "detail")).get(1)).isEqualTo("数量不对，合同上是 8 件");
        assertThat(timeline.get(0).has("detail")).isFalse();
        List<Instant> moments = each(timeline, entry -> moment(entry.path("at")));
        assertThat(moments).isSorted();
        delivery.record(wang)
                .shows(texts.stream()
                        .map(text -> text.replace(wang.name(), "小王").replace(zhang.name(), "张总"))
                        .toArray(String[]::new));
    }

    @Test
    void people_are_names_and_what_they_wrote_stays_data() {
        String hostile = "<at id=all></at>\"}{物流单号}[x](http://e)";
        DeliveryStory delivery = company.delivery().forCustomer(hostile).shipped();

        String body = company.reads("/api/v1/records/" + delivery.number());

        assertThat(each(JSON.readTree(body).path("fields"), field -> text(field, "text")))
                .contains(hostile);
        assertThat(body).doesNotContain("ou_").doesNotContainPattern("m[0-9a-f]{24}");
    }

    @Test
    void a_number_is_understood_as_people_write_it() {
        String number = company.delivery().started().number();

        assertThat(text(read(number.toLowerCase(java.util.Locale.ROOT)), "number"))
                .isEqualTo(number);
    }

    private JsonNode read(String number) {
        return JSON.readTree(company.reads("/api/v1/records/" + number));
    }

    private JsonNode onlyOpen(String number) {
        JsonNode open = read(number).path("open");
        assertThat(open.size()).isEqualTo(1);
        return open.get(0);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    /** With the company's own offset, to the second. */
    private static Instant moment(JsonNode node) {
        OffsetDateTime moment = OffsetDateTime.parse(node.asString());
        assertThat(moment.getOffset()).isEqualTo(ZoneOffset.ofHours(8));
        assertThat(moment.getNano()).isZero();
        return moment.toInstant();
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return list.valueStream().map(read).toList();
    }
}
