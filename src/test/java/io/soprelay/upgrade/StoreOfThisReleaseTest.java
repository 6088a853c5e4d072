package io.soprelay.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.Company;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays what leaves every kind of entry in the store, and keeps it for the releases to come. */
@EnabledIfSystemProperty(named = "relay.golden", matches = "\\d+\\.\\d+\\.\\d+", disabledReason = "only for a release")
class StoreOfThisReleaseTest {

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
        DeliveryStory waiting = company.delivery().forCustomer("丙公司").approved();
        waiting.shipping();
        company.settles();
        // From here on nothing leaves: what waits is kept too.
        company.platformFailsFor(10_000);
        again.presses("提交").seesToast("已完成");
        company.wang().says("/todo");
        company.itIs("09:00");
        company.passes(Duration.ofHours(30));
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
}
