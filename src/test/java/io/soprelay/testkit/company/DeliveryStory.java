package io.soprelay.testkit.company;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import java.util.regex.Pattern;

/** One delivery on its usual way, told in steps: each step first takes those before it that are missing. */
public final class DeliveryStory {
    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");

    private final Company company;
    private String customer = "甲公司";
    private String number = "";
    private boolean approved;
    private boolean shipped;
    private boolean acceptanceFilled;
    private boolean accepted;

    DeliveryStory(Company company) {
        this.company = company;
    }

    public DeliveryStory forCustomer(String name) {
        customer = name;
        return this;
    }

    /** Of a started one. */
    public String number() {
        started();
        return number;
    }

    public DeliveryStory started() {
        if (number.isEmpty()) {
            int mark = company.wang().mark();
            company.wang().says("/start 发货流程");
            number = company.wang()
                    .card(mark, "发起发货流程", "提交")
                    .fills("客户名称", customer, "发货内容", "交换机 A 型", "数量", "10", "金额", "12800")
                    .presses("提交")
                    .seesToast("已提交", "单号")
                    .sees("已提交", customer)
                    .reads(NUMBER);
        }
        return this;
    }

    public DeliveryStory approved() {
        started();
        if (!approved) {
            approval().presses("同意").seesToast("已同意").sees("已同意", "张总");
            approved = true;
        }
        return this;
    }

    public DeliveryStory shipped() {
        approved();
        if (!shipped) {
            PhoneCard task = shipping();
            int mark = company.li().mark();
            task.isAnsweredWithPicture();
            company.li().seesAfter(mark, "已收到物流凭证");
            task.fills("实际发货时间", company.picked(), "物流单号", "SF1234567890")
                    .presses("完成任务")
                    .seesToast("已完成");
            shipped = true;
        }
        return this;
    }

    /** 小王 has filled the acceptance; 财务 has not decided. */
    public DeliveryStory acceptanceFilled() {
        shipped();
        if (!acceptanceFilled) {
            PhoneCard task = acceptance();
            int mark = company.wang().mark();
            task.isAnsweredWithPicture();
            company.wang().seesAfter(mark, "已收到客户验收凭证");
            task.fills("客户验收时间", company.picked()).presses("完成任务").seesToast("已完成");
            acceptanceFilled = true;
        }
        return this;
    }

    public DeliveryStory accepted() {
        acceptanceFilled();
        if (!accepted) {
            acceptanceApproval().presses("同意").seesToast("已同意");
            company.wang().sees(number, "已验收");
            accepted = true;
        }
        return this;
    }

    /** 张总's card. */
    public PhoneCard approval() {
        return company.zhang().card(number(), "请审批：发货审批", "同意");
    }

    /** 小李's card. */
    public PhoneCard shipping() {
        return company.li().card(number(), "完成发货并反馈发货信息", "完成任务");
    }

    /** 小王's card. */
    public PhoneCard acceptance() {
        return company.wang().card(number(), "完成验收并反馈验收信息", "完成任务");
    }

    /** 小赵's card. */
    public PhoneCard acceptanceApproval() {
        return company.zhao().card(number(), "请审批：验收凭证审批", "同意");
    }

    /** The whole record as somebody sees it now. */
    public PhoneCard record(Person viewer) {
        int mark = viewer.mark();
        viewer.says("/show " + number());
        return viewer.card(mark, number(), "经过");
    }
}
