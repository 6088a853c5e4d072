package io.soprelay.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** One visitor's page. Closing it fails the test when the page complained in its console or opened a dialog. */
final class Screen implements AutoCloseable {
    /** Much: the machine may be building something else. */
    static final double PATIENCE_MILLIS = 20_000;

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final DateTimeFormatter PICKER = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final BrowserContext visitor;
    private final Room room;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> acts = new ArrayList<>();

    Screen(BrowserContext visitor, String address, Room room) {
        this.visitor = visitor;
        this.room = room;
        visitor.setDefaultTimeout(PATIENCE_MILLIS);
        page = visitor.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                acts.add(request.url().replaceFirst(".*/simulator/api/", ""));
            }
        });
        page.navigate(address);
        page.locator("[data-testid=phone] [data-testid=say]").first().waitFor();
    }

    Page page() {
        return page;
    }

    Locator part(String testId) {
        return page.locator("[data-testid=" + testId + "]");
    }

    /** Brought up from the rail when it is not to be seen. */
    PhoneOnPage phone(String person) {
        Locator shell = page.locator("[data-testid=phone][data-person='" + person + "']");
        if (shell.count() == 0) {
            page.locator("[data-person-tab='" + person + "']").click();
        }
        // The bot greets whoever opens the chat: what is counted before that is not what was answered.
        shell.locator("[data-testid=message]").first().waitFor();
        return new PhoneOnPage(shell);
    }

    /** The acts the page has asked the process for, such as {@code press}. */
    List<String> acts() {
        return List.copyOf(acts);
    }

    /** Business time as a picker takes it. */
    String pickedNow() {
        return PICKER.format(room.clock().now().atOffset(ZoneOffset.ofHours(8)));
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    Object js(String expression) {
        return page.evaluate(expression);
    }

    @Override
    public void close() {
        visitor.close();
        assertThat(complaints).as("what the page complained of").isEmpty();
    }
}
