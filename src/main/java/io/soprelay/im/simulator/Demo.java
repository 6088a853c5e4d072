package io.soprelay.im.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The first customer's delivery, played by the simulator's people over the wire: roles, a rejection and its repair,
 * shipping, acceptance, a jump of the clock, and a return. Every step is checked.
 */
public final class Demo {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter PICKED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final Pattern DELIVERY_NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");
    private static final Pattern RETURN_NUMBER = Pattern.compile("TH-\\d{8}-\\d{4}");

    /** A small picture that is one. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final FeishuPlatform platform;
    private final BotClock clock;
    private final PrintStream out;
    private final Stage stage;
    private String number = "";

    /**
     * @param platform with the bot behind its callback address
     * @param patience how long to wait for what should be seen; 20 s is much for a healthy bot
     * @param out gets the transcript
     */
    public Demo(FeishuPlatform platform, BotClock clock, Duration patience, PrintStream out) {
        this.platform = platform;
        this.clock = clock;
        this.out = out;
        this.stage = new Stage(platform, patience, out);
        Cast.join(platform);
    }

    /** @return whether every step went as the story has it; a failed one is explained in the transcript */
    public boolean play() {
        Instant began = Instant.now();
        try {
            roles();
            start();
            rejectAndRepair();
            approve();
            ship();
            stranger();
            jump();
            accept();
            giveBack();
            finish();
            out.println();
            out.println("✅ 演完了：发货到验收，退货到入库，用时 "
                    + Duration.between(began, Instant.now()).toSeconds() + " 秒，一共 "
                    + platform.wireLog().entries().size() + " 次调用。");
            return true;
        } catch (Stage.StepFailed failure) {
            out.println();
            out.println("❌ " + failure.getMessage());
            return false;
        } catch (SimulatorProblem failure) {
            out.println();
            out.println("❌ " + failure.getMessage());
            return false;
        }
    }

    private void roles() {
        stage.chapter("管理员定角色");
        role("审批人", Cast.ZHANG, Cast.LIU);
        role("库管", Cast.LI);
        role("财务", Cast.ZHAO);
        role("销售", Cast.WANG);
    }

    private void role(String role, String... holders) {
        StringBuilder command = new StringBuilder("/role set " + role);
        for (String holder : holders) {
            command.append(" @").append(holder);
        }
        stage.says(Cast.ZHOU, command.toString());
        stage.sees(Cast.ZHOU, role, holders[0]);
    }

    private void start() {
        stage.chapter("销售发起发货流程");
        stage.says(Cast.WANG, "/start 发货流程");
        SimulatedCard form = stage.finds(Cast.WANG, "发货流程", "提交");
        stage.does(Cast.WANG, form, values("客户名称", "甲公司", "发货内容", "交换机 A 型", "数量", "100", "金额", "12800"), "提交", "");
    }

    private void rejectAndRepair() {
        stage.chapter("审批人驳回，销售修改后重新提交");
        SimulatedCard approval = stage.finds(Cast.ZHANG, "发货审批", "驳回");
        number = stage.reads(Cast.ZHANG, approval, DELIVERY_NUMBER);
        stage.does(Cast.ZHANG, approval, values("意见", "数量不对，合同上是 10 台"), "驳回", "");
        SimulatedCard repair = stage.finds(Cast.WANG, "修改后重新提交", "提交");
        stage.does(Cast.WANG, repair, values("数量", "10"), "提交", "");
    }

    private void approve() {
        stage.chapter("两位审批人依次同意");
        for (String approver : new String[] {Cast.ZHANG, Cast.LIU}) {
            SimulatedCard approval = stage.finds(approver, "发货审批", "同意");
            stage.does(approver, approval, values(), "同意", "");
        }
    }

    private void ship() {
        stage.chapter("库管发货：先填表，再补照片");
        SimulatedCard task = stage.finds(Cast.LI, "完成发货", "完成任务");
        stage.does(Cast.LI, task, values("实际发货时间", PICKED.format(clock.now()), "物流单号", "SF1234567890"), "完成任务", "物流凭证");
        stage.repliesWithPicture(Cast.LI, task, PICTURE, "物流单");
        stage.sees(Cast.WANG, number, "已发货");
        stage.becomes(Cast.LI, task, "已完成");
    }

    private void stranger() {
        stage.chapter("不相干的人点了别人的卡片");
        SimulatedCard task = stage.finds(Cast.WANG, "完成验收", "完成任务");
        SimulatedCard overShoulder = platform.person(Cast.CHEN).cardIn(task.messageId());
        stage.does(Cast.CHEN, overShoulder, values("客户验收时间", PICKED.format(clock.now())), "完成任务", "不用处理");
    }

    private void jump() {
        stage.chapter("时间跳过七天：验收到期，提醒自己来");
        stage.tell("⏱ 业务时间向前拨 7 天 1 小时");
        Instant now = clock.advance(Duration.ofDays(7).plusHours(1));
        stage.tell("现在是 " + PICKED.format(now));
        stage.sees(Cast.WANG, "还没完成", number);
    }

    private void accept() {
        stage.chapter("销售找客户验收，财务核对凭证");
        SimulatedCard task = stage.finds(Cast.WANG, "完成验收", "完成任务");
        stage.repliesWithPicture(Cast.WANG, task, PICTURE, "客户签字的验收单");
        stage.sees(Cast.WANG, "已收到", "客户验收凭证");
        stage.does(Cast.WANG, task, values("客户验收时间", PICKED.format(clock.now())), "完成任务", "");
        SimulatedCard approval = stage.finds(Cast.ZHAO, "验收凭证审批", "同意");
        stage.does(Cast.ZHAO, approval, values(), "同意", "");
        stage.sees(Cast.WANG, number, "已验收");
    }

    private void giveBack() {
        stage.chapter("客户退两台：退货申请带动发货单");
        stage.says(Cast.WANG, "/start 退货申请 " + number);
        SimulatedCard form = stage.finds(Cast.WANG, "退货申请", "提交");
        stage.does(Cast.WANG, form, values("退货原因", "型号发错了", "退货数量", "2", "退款金额", "2560"), "提交", "");
        SimulatedCard approval = stage.finds(Cast.ZHANG, "退货审批", "同意");
        String returned = stage.reads(Cast.ZHANG, approval, RETURN_NUMBER);
        stage.does(Cast.ZHANG, approval, values(), "同意", "");
        SimulatedCard task = stage.finds(Cast.LI, "入库", "完成任务");
        stage.repliesWithPicture(Cast.LI, task, PICTURE, "入库单");
        stage.sees(Cast.LI, "已收到", "入库凭证");
        stage.does(Cast.LI, task, values("实际入库时间", PICKED.format(clock.now())), "完成任务", "");
        stage.sees(Cast.WANG, returned, "已入库");
        stage.sees(Cast.WANG, number, "已退货");
    }

    private void finish() {
        stage.chapter("查看整张单子");
        stage.says(Cast.WANG, "/show " + number);
        stage.sees(Cast.WANG, number, "已退货");
    }

    private static Map<String, String> values(String... labelsAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            values.put(labelsAndValues[i], labelsAndValues[i + 1]);
        }
        return values;
    }
}
