package io.soprelay.bench;

import static io.soprelay.page.PhoneOnPage.fill;
import static io.soprelay.page.PhoneOnPage.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.soprelay.im.simulator.Cast;
import io.soprelay.page.PhoneOnPage;
import java.util.List;

/** What somebody does with the page again and again: deliveries, the panel, other people, other looks, old messages. */
final class PageUse {
    private static final List<String> PANELS = List.of("faults", "bot", "demo", "clock-any");
    private static final int WHEEL_TURNS = 40;

    private final Page page;
    private int deliveries;

    PageUse(Page page) {
        this.page = page;
    }

    /** From the form to 已验收, over five cards of four people. */
    void playDelivery() {
        String customer = "客户" + ++deliveries + "号";
        PhoneOnPage wang = phone(Cast.WANG);
        Locator form = wang.startFormAmongOthers(customer);
        press(form, "提交");
        press(phone(Cast.ZHANG).card(customer, "同意"), "同意");
        PhoneOnPage li = phone(Cast.LI);
        Locator task = li.card(customer, "完成任务");
        li.answersWithPicture(task);
        li.message("已收到");
        fill(task, "实际发货时间", pickedNow());
        fill(task, "物流单号", "SF" + (1_000_000_000L + deliveries));
        press(task, "完成任务");
        Locator acceptance = wang.card(customer, "完成任务");
        wang.answersWithPicture(acceptance);
        wang.message("已收到");
        fill(acceptance, "客户验收时间", pickedNow());
        press(acceptance, "完成任务");
        press(phone(Cast.ZHAO).card(customer, "同意"), "同意");
    }

    /** Everything that can be opened is opened and closed again. */
    void lookAround() {
        for (String tab : List.of("facts", "wire")) {
            part("tab-" + tab).click();
        }
        for (int line = 0; line < 3; line++) {
            Locator head = page.locator(".wire-head").nth(line);
            head.click();
            page.locator(".wire-body pre").first().waitFor();
            head.click();
        }
        part("tab-timeline").click();
        for (String panel : PANELS) {
            part(panel).click();
            part(panel + "-panel").waitFor();
            page.keyboard().press("Escape");
        }
        part("language").click();
        part("theme").click();
        part("theme").click();
        part("theme").click();
        part("language").click();
        part("picture").last().click();
        page.keyboard().press("Escape");
        part("reply").last().click();
        page.keyboard().press("Escape");
    }

    /** Another person comes to a phone and goes; what was read on it is read again. */
    void changePeople() {
        page.locator("[data-person-tab=" + Cast.LIU + "]").click();
        phone(Cast.LIU);
        page.locator("[data-person-tab=" + Cast.ZHAO + "]").click();
        phone(Cast.ZHAO);
    }

    /** Up into the past, further than the page keeps, and back by the button. */
    void readOldMessages() {
        Locator list = phone(Cast.WANG).shell().locator("[data-testid=messages]");
        list.hover();
        for (int turn = 0; turn < WHEEL_TURNS; turn++) {
            page.mouse().wheel(0, -1200);
        }
        Locator toEnd = phone(Cast.WANG).shell().locator("[data-testid=to-end]");
        toEnd.waitFor();
        toEnd.click();
        toEnd.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    void jumpAnHour() {
        page.locator("[data-jump=PT1H]:visible").click();
        page.locator("[data-jump=PT1H]:visible:enabled").waitFor();
    }

    private PhoneOnPage phone(String person) {
        Locator shell = page.locator("[data-testid=phone][data-person='" + person + "']");
        shell.locator("[data-testid=message]").first().waitFor();
        return new PhoneOnPage(shell);
    }

    private Locator part(String testId) {
        return page.locator("[data-testid=" + testId + "]");
    }

    /** The page's own clock stands where the simulator's does. */
    private String pickedNow() {
        part("clock-any").click();
        String now = part("clock-moment").getAttribute("min");
        page.keyboard().press("Escape");
        return now;
    }
}
