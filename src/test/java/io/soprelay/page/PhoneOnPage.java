package io.soprelay.page;

import com.microsoft.playwright.Locator;

/** One phone on the page. */
public final class PhoneOnPage {
    private final Locator shell;

    public PhoneOnPage(Locator shell) {
        this.shell = shell;
    }

    public Locator shell() {
        return shell;
    }

    public PhoneOnPage says(String text) {
        shell.locator("[data-testid=say]").fill(text);
        shell.locator("[data-testid=send]").click();
        return this;
    }

    /** The newest card with these words and that button; waits for it. */
    public Locator card(String words, String button) {
        Locator card = shell.locator("[data-type=card]")
                .filter(new Locator.FilterOptions().setHasText(words))
                .filter(new Locator.FilterOptions()
                        .setHas(shell.page().locator("[data-testid=button][data-button='" + button + "']")))
                .last();
        card.waitFor();
        return card;
    }

    /** Waits for a message with these words. */
    public Locator message(String words) {
        Locator message = shell.locator("[data-testid=message]")
                .filter(new Locator.FilterOptions().setHasText(words))
                .last();
        message.waitFor();
        return message;
    }

    /** Answers the card with the page's sample picture. */
    public PhoneOnPage answersWithPicture(Locator card) {
        card.locator("[data-testid=reply]").click();
        shell.locator("[data-testid=reply-bar]").waitFor();
        shell.locator("[data-testid=picture-menu]").click();
        shell.locator("[data-testid=sample-picture]").click();
        return this;
    }

    /** Waits for a toast with these words. */
    public PhoneOnPage seesToast(String type, String words) {
        shell.locator("[data-testid=toast][data-type=" + type + "]")
                .filter(new Locator.FilterOptions().setHasText(words))
                .waitFor();
        return this;
    }

    /** Says that and waits for one card more, which it gives back. */
    public Locator isAnswered(String text) {
        Locator cards = shell.locator("[data-type=card]");
        int before = cards.count();
        says(text);
        Locator answer = cards.nth(before);
        answer.waitFor();
        return answer;
    }

    /** Starts a delivery form and fills it in. */
    public Locator startForm(String customer) {
        return filled(isAnswered("/start 发货流程"), customer);
    }

    /** The same on a phone on which other cards may come at any moment. */
    public Locator startFormAmongOthers(String customer) {
        says("/start 发货流程");
        return filled(card("客户名称", "提交"), customer);
    }

    private static Locator filled(Locator form, String customer) {
        fill(form, "客户名称", customer);
        fill(form, "发货内容", "交换机 A 型");
        fill(form, "数量", "10");
        fill(form, "金额", "12800");
        return form;
    }

    /** @param label of the control, which the card may follow by a remark such as （必填） */
    public static void fill(Locator card, String label, String value) {
        card.locator("[data-label^='" + label + "']").fill(value);
    }

    public static void press(Locator card, String button) {
        card.locator("[data-button='" + button + "']").first().click();
    }
}
