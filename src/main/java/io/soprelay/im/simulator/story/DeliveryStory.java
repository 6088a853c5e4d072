package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.Cast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The first customer's delivery: roles, a rejection and its repair, shipping, acceptance after a jump of the clock, and a
 * return. Only data; who plays it is told elsewhere.
 */
public final class DeliveryStory {
    private static final String DELIVERY = "发货流程";
    private static final String RETURN = "退货申请";
    private static final String APPROVAL = "发货审批";
    private static final String RESUBMIT = "修改后重新提交";
    private static final String SHIP = "完成发货";
    private static final String ACCEPT = "完成验收";
    private static final String ACCEPT_APPROVAL = "验收凭证审批";
    private static final String RETURN_APPROVAL = "退货审批";
    private static final String STOCK = "入库";
    private static final String NUMBER = "{number}";
    private static final String RETURNED = "{returned}";

    private final StoryWords words;
    private final Where where;
    private final UnaryOperator<String> account;
    private final String complete;
    private final String submit;
    private final String approve;
    private final String reject;

    private DeliveryStory(Locale locale, Where where, UnaryOperator<String> account) {
        this.where = where;
        this.account = account;
        words = new StoryWords(locale);
        complete = words.say("frame.complete");
        submit = words.say("frame.submit");
        approve = words.say("frame.approve");
        reject = words.say("frame.reject");
    }

    /**
     * @param locale of the bot's frame words; English or Chinese
     * @param account how an administrator names a person's account in a command
     */
    static Story in(Locale locale, Where where, UnaryOperator<String> account) {
        DeliveryStory story = new DeliveryStory(locale, where, account);
        return new Story(List.of(
                story.chapter("roles", true, false, story.roles()),
                story.chapter("started", false, false, story.started()),
                story.chapter("rejected", false, false, story.rejected()),
                story.chapter("approved", false, false, story.approved()),
                story.chapter("photo-missing", false, false, story.photoMissing()),
                story.chapter("shipped", false, false, story.shipped()),
                story.chapter("stranger", false, true, story.stranger()),
                story.chapter("due", false, false, story.due()),
                story.chapter("accepted", false, false, story.accepted()),
                story.chapter("returned", false, false, story.returned())));
    }

    private List<Step> roles() {
        return List.of(role("审批人", Cast.ZHANG, Cast.LIU), role("库管", Cast.LI), role("财务", Cast.ZHAO));
    }

    private List<Step> started() {
        CardSought form = card(words.say("frame.start", DELIVERY), submit);
        return List.of(
                say(Cast.WANG, "/start " + DELIVERY, sees(Cast.WANG, form.title(), submit)),
                fill(Cast.WANG, form, "客户名称", words.say("value.customer")),
                fill(Cast.WANG, form, "发货内容", words.say("value.goods")),
                fill(Cast.WANG, form, "数量", "100"),
                fill(Cast.WANG, form, "金额", "12800"),
                press(
                        Cast.WANG,
                        form,
                        submit,
                        words.say("frame.submitted"),
                        reads("number", "FH-\\d{8}-\\d{4}", Cast.WANG, words.say("frame.submitted"))));
    }

    private List<Step> rejected() {
        CardSought approval = card(APPROVAL, reject, NUMBER);
        Step rejects = press(
                Cast.ZHANG, approval, reject, words.say("frame.rejected"), sees(Cast.WANG, RESUBMIT, NUMBER, submit));
        if (!where.isOnDingTalk(Cast.ZHANG)) {
            return List.of(fill(Cast.ZHANG, approval, words.say("frame.comment"), words.say("value.comment")), rejects);
        }
        // A DingTalk form has one button that sends it, so the reason is asked for after the press.
        String why = words.say("frame.why");
        return List.of(
                press(
                        Cast.ZHANG,
                        approval,
                        reject,
                        words.say("frame.asks-why"),
                        sees(Cast.ZHANG, APPROVAL, NUMBER, why)),
                fill(Cast.ZHANG, approval, why, words.say("value.comment")),
                rejects);
    }

    private List<Step> approved() {
        CardSought repair = card(RESUBMIT, submit, NUMBER);
        CardSought approval = card(APPROVAL, approve, NUMBER);
        return List.of(
                fill(Cast.WANG, repair, "数量", "10"),
                // Not by the approver's new card: his first one may still look open while its answer is on the way.
                press(Cast.WANG, repair, submit, "", sees(Cast.WANG, RESUBMIT, NUMBER, words.say("frame.done"))),
                press(Cast.ZHANG, approval, approve, "", sees(Cast.LIU, APPROVAL, NUMBER, approve)),
                press(Cast.LIU, approval, approve, "", sees(Cast.WANG, NUMBER, "已审批")));
    }

    private List<Step> photoMissing() {
        CardSought task = card(SHIP, complete, NUMBER);
        return List.of(
                fill(Cast.LI, task, "实际发货时间", "{now}"),
                fill(Cast.LI, task, "物流单号", SamplePictures.NUMBER),
                press(
                        Cast.LI,
                        task,
                        complete,
                        words.say("frame.saved"),
                        any(new Check.Told(Cast.LI, List.of("物流凭证")), sees(Cast.WANG, NUMBER, "已发货"))));
    }

    private List<Step> shipped() {
        return List.of(
                picture(Cast.LI, card(SHIP, complete, NUMBER), "waybill", sees(Cast.WANG, NUMBER, "已发货", "SF")),
                look(Cast.LI, words.say("frame.done"), sees(Cast.LI, SHIP, NUMBER, words.say("frame.done"))));
    }

    private List<Step> stranger() {
        CardSought others = new CardSought(ACCEPT, complete, List.of(NUMBER), Cast.WANG);
        return List.of(
                fill(Cast.CHEN, others, "客户验收时间", "{now}"),
                new Step(
                        Cast.CHEN,
                        new Act.Press(others, complete, words.say("frame.not-yours")),
                        words.say("hint.others-card", complete),
                        new Check.Told(Cast.CHEN, List.of(words.say("frame.not-yours")))));
    }

    private List<Step> due() {
        return List.of(new Step(
                "",
                new Act.Jump(Duration.ofDays(7).plusHours(1)),
                words.say("hint.clock"),
                sees(Cast.WANG, words.say("frame.reminder"), NUMBER)));
    }

    private List<Step> accepted() {
        CardSought task = card(ACCEPT, complete, NUMBER);
        return List.of(
                picture(Cast.WANG, task, "acceptance", sees(Cast.WANG, words.say("frame.received"), "客户验收凭证")),
                fill(Cast.WANG, task, "客户验收时间", "{now}"),
                press(Cast.WANG, task, complete, "", sees(Cast.ZHAO, ACCEPT_APPROVAL, NUMBER, approve)),
                press(Cast.ZHAO, card(ACCEPT_APPROVAL, approve, NUMBER), approve, "", sees(Cast.WANG, NUMBER, "已验收")));
    }

    private List<Step> returned() {
        CardSought form = card(words.say("frame.start", RETURN), submit);
        CardSought stock = card(STOCK, complete, RETURNED);
        return List.of(
                say(Cast.WANG, "/start " + RETURN + " " + NUMBER, sees(Cast.WANG, form.title(), submit)),
                fill(Cast.WANG, form, "退货原因", words.say("value.reason")),
                fill(Cast.WANG, form, "退货数量", "2"),
                fill(Cast.WANG, form, "退款金额", "2560"),
                press(
                        Cast.WANG,
                        form,
                        submit,
                        words.say("frame.submitted"),
                        reads("returned", "TH-\\d{8}-\\d{4}", Cast.WANG, words.say("frame.submitted"))),
                press(
                        Cast.ZHANG,
                        card(RETURN_APPROVAL, approve, RETURNED),
                        approve,
                        "",
                        sees(Cast.LI, STOCK, RETURNED, complete)),
                picture(Cast.LI, stock, "stock", sees(Cast.LI, words.say("frame.received"), "入库凭证")),
                fill(Cast.LI, stock, "实际入库时间", "{now}"),
                press(Cast.LI, stock, complete, "", sees(Cast.WANG, RETURNED, "已入库")),
                look(Cast.WANG, "已退货", sees(Cast.WANG, NUMBER, "已退货")),
                say(Cast.WANG, "/show " + NUMBER, sees(Cast.WANG, NUMBER, "已退货", words.say("value.customer"))));
    }

    private Chapter chapter(String scene, boolean setting, boolean aside, List<Step> steps) {
        return new Chapter(scene, words.say("scene." + scene), setting, aside, steps);
    }

    private Step role(String role, String... holders) {
        StringBuilder command = new StringBuilder("/role set " + role);
        for (String holder : holders) {
            command.append(' ').append(account.apply(holder));
        }
        return say(Cast.ZHOU, command.toString(), sees(Cast.ZHOU, role, holders[0]));
    }

    private Step say(String who, String text, Check done) {
        return new Step(who, new Act.Say(text), words.say("hint.say", text), done);
    }

    private Step fill(String who, CardSought card, String label, String value) {
        String hint = value.equals("{now}") ? words.say("hint.fill-now", label) : words.say("hint.fill", label, value);
        return new Step(who, new Act.Fill(card, label, value), hint, new Check.Unseen());
    }

    private Step press(String who, CardSought card, String button, String toast, Check done) {
        return new Step(who, new Act.Press(card, button, toast), words.say("hint.press", button), done);
    }

    private Step picture(String who, CardSought card, String paper, Check done) {
        String what = words.say("picture." + paper);
        // A photo on DingTalk answers no card.
        String hint = words.say(where.isOnDingTalk(who) ? "hint.photo" : "hint.picture", what);
        return new Step(who, new Act.SendPicture(card, what, paper + "_" + words.tag()), hint, done);
    }

    private Step look(String who, String what, Check done) {
        return new Step(who, new Act.Look(), words.say("hint.look", who, what), done);
    }

    private static CardSought card(String title, String button, String... more) {
        return new CardSought(title, button, List.of(more), "");
    }

    private static Check sees(String person, String... holding) {
        return new Check.Sees(person, List.of(holding), List.of());
    }

    private static Check reads(String fact, String pattern, String person, String... holding) {
        return new Check.Sees(person, List.of(holding), List.of(new Check.Reading(fact, pattern)));
    }

    private static Check any(Check... checks) {
        return new Check.Any(new ArrayList<>(List.of(checks)));
    }
}
