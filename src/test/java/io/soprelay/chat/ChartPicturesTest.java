package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.chat.command.ChartPictures;
import io.soprelay.chat.command.Gateways;
import io.soprelay.chat.command.PeopleLinks;
import io.soprelay.chat.command.PlatformWatch;
import io.soprelay.directory.Members;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.testkit.MediaInMemory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartPicturesTest {
    private final ChatWorld world = new ChatWorld();
    private final Members members = world.members;
    private final MediaInMemory media = new MediaInMemory();
    private final Card digest = new CardBuilder(Card.Kind.DIGEST, Card.Tone.OPEN, "日报")
            .chart(new Card.Chart(Card.Chart.Kind.BAR, "最近 7 天完成", List.of(new Card.Chart.Point("11-22", 3))))
            .build();

    @Test
    void where_charts_are_drawn_the_card_stays_as_it_is() {
        MemberId an = members.of(new Account(Platform.FEISHU, "an")).id();
        assertThat(on(Platform.FEISHU).shownTo(an, digest)).isSameAs(digest);
    }

    @Test
    void where_they_are_not_a_picture_stands_in_its_place() {
        MemberId an = members.of(new Account(Platform.DINGTALK, "an")).id();

        Card shown = on(Platform.DINGTALK).shownTo(an, digest);

        assertThat(shown.chart()).isNull();
        assertThat(shown.title()).isEqualTo("日报");
        Card.Picture picture = shown.pictures().getFirst();
        assertThat(picture.label()).isEqualTo("最近 7 天完成");
        assertThat(media.load(picture.media()))
                .hasValueSatisfying(png -> assertThat(new String(png, 1, 3, StandardCharsets.US_ASCII))
                        .isEqualTo("PNG"));
        assertThat(on(Platform.DINGTALK).shownTo(an, digest)).isEqualTo(shown);
    }

    @Test
    void a_card_without_a_chart_stays_as_it_is() {
        MemberId an = members.of(new Account(Platform.DINGTALK, "an")).id();
        Card words = new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "好").build();
        assertThat(on(Platform.DINGTALK).shownTo(an, words)).isSameAs(words);
    }

    private ChartPictures on(Platform platform) {
        ImGateway gateway = (ImGateway) Proxy.newProxyInstance(
                ImGateway.class.getClassLoader(), new Class<?>[] {ImGateway.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("platform")) {
                        return platform;
                    }
                    throw new AssertionError("nothing else is asked: " + method);
                });
        return new ChartPictures(
                new Gateways(
                        List.of(gateway),
                        members,
                        new PeopleLinks(
                                members, world.roles, world.engine, world.digest.subscriptions(), world.deliveries),
                        new PlatformWatch(List.of(), world.incidents, world.clock, world.engine.zone(), () -> {}),
                        world.clock),
                media);
    }
}
