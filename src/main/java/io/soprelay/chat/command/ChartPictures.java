package io.soprelay.chat.command;

import io.soprelay.digest.DigestChart;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.im.Platform;
import io.soprelay.media.MediaStore;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Draws charts for people whose platform cannot: the picture is kept like any other and sent like any other. */
public final class ChartPictures {
    private final Gateways gateways;
    private final MediaStore media;

    public ChartPictures(Gateways gateways, MediaStore media) {
        this.gateways = gateways;
        this.media = media;
    }

    /** The card as it is sent to a member. Drawing the same numbers again stores nothing new. */
    public Card shownTo(MemberId member, Card card) {
        Card.Chart chart = card.chart();
        boolean draws = gateways.to(member)
                .map(route -> route.gateway().platform() == Platform.FEISHU)
                .orElse(true);
        if (chart == null || draws) {
            return card;
        }
        SequencedMap<String, Long> values = new LinkedHashMap<>();
        chart.points().forEach(point -> values.put(point.label(), point.value()));
        return card.withChartDrawn(
                media.store(DigestChart.png(chart.title(), values, chart.kind() == Card.Chart.Kind.LINE)));
    }
}
