package io.soprelay.chat;

import io.soprelay.chat.action.EvidenceSlots;
import io.soprelay.chat.command.Answers;
import io.soprelay.chat.command.CommandBook;
import io.soprelay.chat.command.CommandRequest;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.chat.command.Response;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.GuideView;
import io.soprelay.chat.view.ItemView;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Scene;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.im.Card;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Delivery;
import java.time.Instant;
import java.util.List;

/** The replies there are, each by its name. */
final class ChatAnswers {
    private ChatAnswers() {}

    /** Runs a command line with the rights the person has when it runs. */
    record OfCommand(CommandBook book, Roles roles) implements Answer {
        @Override
        public String name() {
            return Answers.COMMAND;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            return book.run(
                    Answers.line(reply),
                    new CommandRequest(reply.to(), roles.isAdmin(reply.to()), reply.deliveryId(), reply.origin()));
        }
    }

    /** Asks whether words that came late still count. */
    record OfStale(NewsView news, FlowEngine engine) implements Answer {
        @Override
        public String name() {
            return Answers.STALE;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            Instant sentAt = Instant.parse(reply.params().getOrDefault(Answers.SENT_AT, Instant.EPOCH.toString()));
            return new Response.Shown(news.askStale(Answers.line(reply), sentAt, engine.now()));
        }
    }

    /** The person's own card for an item, at the end of the chat. */
    record OfOpen(FlowEngine engine, ItemView view, Phrases phrases) implements Answer {
        @Override
        public String name() {
            return Answers.OPEN;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            FlowId flow = new FlowId(reply.params().getOrDefault(Answers.FLOW, ""));
            ItemId item = ItemId.parse(reply.params().getOrDefault(Answers.ITEM, ""));
            return engine.find(flow)
                    .flatMap(instance ->
                            view.render(Scene.of(engine, instance, reply.to()), new CardId(flow, item, reply.to())))
                    .<Response>map(Response.Opened::new)
                    .orElseGet(() -> new Response.Said(phrases.say("toast.not-found")));
        }
    }

    /** Introduces the bot. */
    record OfWelcome(GuideView guide, FlowShelf shelf) implements Answer {
        @Override
        public String name() {
            return Answers.WELCOME;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            return new Response.Shown(guide.welcome(shelf.all()));
        }
    }

    /** Says that a kind of message is not read. */
    record OfUnreadable(Phrases phrases) implements Answer {
        @Override
        public String name() {
            return Answers.UNREADABLE;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            return new Response.Aloud(new Response.Said(phrases.say("unreadable")));
        }
    }

    /** Words that were decided before. */
    record OfSaid() implements Answer {
        @Override
        public String name() {
            return Answers.SAID;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            return new Response.Said(Answers.line(reply));
        }
    }

    /** Asks which field a file belongs to, among those that wait when it is asked. */
    record OfWhich(EvidenceSlots slots, NewsView news, Buttons buttons, Phrases phrases) implements Answer {
        /** More than a person can tell apart. */
        private static final int CHOICES_MAX = 8;

        @Override
        public String name() {
            return Answers.WHICH;
        }

        @Override
        public Response render(Delivery.Reply reply) {
            Instant sentAt = Instant.parse(reply.params().getOrDefault(Buttons.SENT_AT, Instant.EPOCH.toString()));
            List<Card.Action> choices = EvidenceSlots.likeliest(slots.of(reply.to(), sentAt), sentAt).stream()
                    .limit(CHOICES_MAX)
                    .map(slot -> buttons.evidence(
                            slot.label(), slot.instance().id(), slot.item(), slot.field(), reply.params()))
                    .toList();
            return choices.isEmpty()
                    ? new Response.Said(phrases.say("evidence.nobody"))
                    : new Response.Shown(
                            news.question(phrases.say("evidence.which.title"), phrases.say("evidence.which"), choices));
        }
    }
}
