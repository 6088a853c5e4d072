package io.soprelay.chat.action;

import io.soprelay.chat.action.EvidenceBinder.Offered;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Says which field a file belongs to that fitted several. */
public final class EvidenceAction implements CardActionHandler {
    private final EvidenceBinder binder;
    private final MediaStore media;
    private final NewsView news;
    private final Phrases phrases;

    public EvidenceAction(EvidenceBinder binder, MediaStore media, NewsView news, Phrases phrases) {
        this.binder = binder;
        this.media = media;
        this.news = news;
        this.phrases = phrases;
    }

    @Override
    public String id() {
        return Buttons.EVIDENCE;
    }

    @Override
    public CardAnswer handle(Press press) {
        MediaId file = mediaId(press);
        if (media.load(file).isEmpty() || !media.keep(file)) {
            return CardAnswer.toast(ToastKind.WARNING, phrases.say("evidence.lost"));
        }
        Offered offered = new Offered(
                press.param(Buttons.MESSAGE),
                sentAt(press),
                press.param(Buttons.KEY),
                file,
                Boolean.parseBoolean(press.param(Buttons.PICTURE)),
                press.find(Buttons.NAME).orElse(null));
        String told = binder.attach(press.operator(), press.flow(), press.item(), press.param(Buttons.FIELD), offered);
        return new CardAnswer(
                new Toast(ToastKind.INFO, told),
                news.question(phrases.say("evidence.which.title"), told, List.of()),
                null);
    }

    private static Instant sentAt(Press press) {
        try {
            return Instant.parse(press.param(Buttons.SENT_AT));
        } catch (DateTimeParseException notOurs) {
            throw new Press.Unreadable(Buttons.SENT_AT);
        }
    }

    private static MediaId mediaId(Press press) {
        try {
            return new MediaId(press.param(Buttons.MEDIA));
        } catch (IllegalArgumentException notOurs) {
            throw new Press.Unreadable(Buttons.MEDIA);
        }
    }
}
