package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.Finding;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.SendResult;
import io.soprelay.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What specifications of incidents share. */
abstract class IncidentSpecs {
    static final SendResult GONE = new SendResult.Refused(SendResult.Cause.UNREACHABLE, "230013: not available");
    static final SendResult BAD = new SendResult.Refused(SendResult.Cause.BAD_CONTENT, "230025: too long");

    final ChatWorld world = ChatWorld.staffed();

    void liIsGone() {
        world.started();
        world.phones.nextSends.add(GONE);
        world.presses(ZHANG, "同意");
    }

    Incident onlyOne() {
        assertThat(world.incidents.open()).hasSize(1);
        return world.incidents.find(world.incidents.open().getFirst().id()).orElseThrow();
    }

    /** The admin's newest message with this title. */
    Card card(String title) {
        return world.chat(ZHOU).reversed().stream()
                .filter(message -> message.card() != null)
                .map(ChatWorld::card)
                .filter(card -> card.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    static PlatformState found(Finding.Kind kind) {
        return found(Platform.FEISHU, kind);
    }

    static PlatformState found(Platform platform, Finding.Kind kind) {
        return new PlatformState(platform, List.of(new Finding(kind, "said", Instant.EPOCH)), null, null);
    }

    static Stream<String> labels(Card card) {
        return ChatWorld.actions(card).stream().map(Card.Action::label);
    }

    static List<String> rows(Card card) {
        return card.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(Card.Row::title)
                .toList();
    }
}
