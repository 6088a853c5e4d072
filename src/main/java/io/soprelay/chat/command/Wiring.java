package io.soprelay.chat.command;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.Phrases;
import io.soprelay.directory.Installation;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.Delivery.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether presses come back from a platform. Only a press proves it, so an admin gets a card with one button; if it is not
 * pressed back in two minutes, what to do in the platform's console is said.
 */
public final class Wiring {
    /** An admin who asked for the card looks at it now. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PRESSED = "wired-";

    private final Installation installation;
    private final MemberInbox inbox;
    private final Phrases phrases;
    private final Map<Platform, ImGateway> gateways;

    public Wiring(Installation installation, MemberInbox inbox, Phrases phrases, List<ImGateway> gateways) {
        this.installation = installation;
        this.inbox = inbox;
        this.phrases = phrases;
        this.gateways = gateways.stream().collect(Collectors.toMap(ImGateway::platform, Function.identity()));
    }

    /**
     * The test card; that it is looked after in two minutes is written down before it is shown. Repeating it is harmless.
     *
     * @param card names the card: letters, digits and {@code -}
     */
    public Card offer(MemberId admin, String card, Origin origin) {
        inbox.accept(
                admin,
                CommandIds.delivery("wiring-" + card),
                "wiring",
                List.of(new Delivery.WiringCheck(admin, card, origin)));
        String name = name(origin);
        return new CardBuilder(Card.Kind.NOTICE, Tone.OPEN, phrases.say("wiring.title"))
                .summary(phrases.say("wiring.title"))
                .paragraph(phrases.say("wiring.text", name))
                .action(new Card.Action(
                        Buttons.WIRED, phrases.say("button.wired"), Style.PRIMARY, Map.of(Buttons.CARD, card), null))
                .build();
    }

    /** The press arrived: the card as it stands from then on. */
    public Card pressed(String card, Platform platform) {
        installation.fixedOnce(PRESSED + card, "pressed");
        installation.fixedOnce(PRESSED + app(platform), "pressed");
        String done = phrases.say("wiring.done", name(platform));
        return new CardBuilder(Card.Kind.NOTICE, Tone.DONE, done).summary(done).build();
    }

    /** Whether a press has ever come from the platform by a test card of the app that the bot speaks as now. */
    public boolean isProven(Platform platform) {
        return installation.find(PRESSED + app(platform)).isPresent();
    }

    /** Names the app, in letters and digits: another one has a console of its own, where everything has to be set again. */
    public String app(Platform platform) {
        ImGateway gateway = gateways.get(platform);
        return CommandIds.delivery(platform.key() + "|" + (gateway == null ? "" : gateway.app()))
                .value();
    }

    /** What to do in the console; empty if the card was pressed. */
    public Optional<Card> verdict(Delivery.WiringCheck check) {
        if (installation.find(PRESSED + check.card()).isPresent()) {
            return Optional.empty();
        }
        String title = phrases.say("wiring.failed.title", name(check.origin()));
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, Tone.OVERDUE, title).summary(title);
        Platform platform = Account.parse(check.origin().account()).platform();
        for (String step : phrases.say("wiring.failed." + platform.key()).split("\n")) {
            card.paragraph(step);
        }
        return Optional.of(card.build());
    }

    private String name(Origin origin) {
        return name(Account.parse(origin.account()).platform());
    }

    private String name(Platform platform) {
        return phrases.say("platform." + platform.key());
    }
}
