package io.soprelay.simulation;

import io.soprelay.chat.view.Buttons;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.im.MessageContent;
import io.soprelay.simulation.SimulatedPlatform.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people do: mostly the work on the cards they hold, sometimes anything else. */
final class PeopleActs {
    private final World world;
    private @Nullable PressedButton last;

    PeopleActs(World world) {
        this.world = world;
    }

    void act(Dice dice) {
        int kind = dice.below(1000);
        if (kind < 560) {
            presses(dice);
        } else if (kind < 740) {
            says(dice.one(world.company().people()), line(dice), dice);
        } else if (kind < 850) {
            sendsPicture(dice);
        } else if (kind < 890) {
            pressesAgain(dice);
        } else if (kind < 930) {
            changesRole(dice);
        } else if (kind < 945) {
            world.platform().toggleReachable(dice.one(world.company().people()));
        } else if (kind < 970) {
            world.enters(new BotEntered(
                    world.nextDelivery(), dice.one(world.company().everybody())));
        } else if (kind < 985) {
            world.menu(new MenuPressed(
                    world.nextDelivery(), dice.one(world.company().everybody()), dice.one(List.of("待办", "帮助", "发起"))));
        } else {
            says(
                    world.company().admin(),
                    dice.one(List.of("/role list", "/flow list", "/member list", "/digest", "/status")),
                    dice);
        }
    }

    /** Roles as they are at the beginning; some of them nobody's. */
    void staff(Dice dice) {
        for (String role : RandomFlowFile.roles()) {
            List<Account> holders = dice.some(world.company().people(), 3);
            if (!holders.isEmpty()) {
                says(world.company().admin(), "/role set " + role + named(holders), dice);
            }
        }
    }

    private static String named(List<Account> people) {
        StringBuilder names = new StringBuilder();
        people.forEach(person -> names.append(' ').append(person));
        return names.toString();
    }

    private void changesRole(Dice dice) {
        String role = dice.one(RandomFlowFile.roles());
        List<Account> holders = dice.some(world.company().people(), 3);
        Account by = dice.chance(90)
                ? world.company().admin()
                : dice.one(world.company().people());
        says(by, holders.isEmpty() ? "/role unset " + role : "/role set " + role + named(holders), dice);
    }

    // Presses

    private void presses(Dice dice) {
        List<Account> busy =
                world.company().everybody().stream().filter(this::hasCards).toList();
        if (busy.isEmpty()) {
            says(dice.one(world.company().people()), line(dice), dice);
            return;
        }
        Account holder = dice.one(busy);
        Message message = dice.recent(cards(holder));
        boolean old = dice.chance(6);
        Card face = old ? dice.one(message.faces()) : message.faces().getLast();
        press(message, face, holder, dice);
    }

    /** Somebody presses a card of the same record that is open on another phone. */
    void rivals(PressedButton press, Dice dice) {
        String record =
                press.action().params().getOrDefault(Buttons.CARD, "none/").split("/")[0];
        List<Message> open = world.company().everybody().stream()
                .flatMap(person -> cards(person).stream())
                .filter(message -> CardFace.of(message.faces().getLast())
                        .filter(face -> face.id().flow().value().equals(record))
                        .isPresent())
                .toList();
        if (!open.isEmpty()) {
            Message message = dice.one(open);
            press(message, message.faces().getLast(), (Account) message.to(), dice);
        }
    }

    private void press(Message message, Card face, Account holder, Dice dice) {
        List<Card.Action> buttons = buttons(face);
        if (buttons.isEmpty()) {
            return;
        }
        Account presser = dice.chance(95) ? holder : dice.one(world.company().everybody());
        Card.Action button = dice.chance(70) ? buttons.getFirst() : dice.one(buttons);
        CardAction action = new CardAction(
                world.nextDelivery(),
                world.plant().operator(presser, holder),
                message.id(),
                button.id(),
                button.params(),
                new FilledForm(dice, numbers(), world.now()).of(face));
        PressedButton press = new PressedButton(message, face, action, presser);
        last = press;
        world.press(press);
    }

    /** The same button once more, with the same values. */
    private void pressesAgain(Dice dice) {
        PressedButton before = last;
        if (before != null) {
            world.press(dice.chance(50) ? before : before.as(world.nextDelivery()));
        }
    }

    private boolean hasCards(Account person) {
        for (Message message : world.platform().chat(person)) {
            if (!message.faces().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Message> cards(Account person) {
        return world.platform().chat(person).stream()
                .filter(message -> !message.faces().isEmpty())
                .toList();
    }

    /** Buttons of the form first. */
    private static List<Card.Action> buttons(Card card) {
        List<Card.Action> buttons = new ArrayList<>();
        Card.Form form = card.form();
        if (form != null) {
            buttons.add(form.submit());
            buttons.addAll(form.others());
        }
        buttons.addAll(card.actions());
        card.groups()
                .forEach(group -> group.rows().stream()
                        .flatMap(row -> Stream.of(row.action(), row.second()).filter(Objects::nonNull))
                        .forEach(buttons::add));
        return buttons;
    }

    // Words and pictures

    private String line(Dice dice) {
        List<FlowDefinition> flows = world.flows().all();
        String number = dice.one(numbers());
        return switch (dice.below(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ->
                "/start " + dice.one(flows).name();
            case 12 -> "发起" + dice.one(flows).name();
            case 13 -> "/start " + dice.one(flows).name() + " " + number;
            case 14, 15 -> "/todo";
            case 16 -> "/show " + number;
            case 17 -> "/digest subscribe 09:00";
            case 18 -> "/digest";
            case 19 -> "/task done " + number + " 文字=好 数字=7";
            case 20 -> "/task approve " + number;
            case 21 -> "/task reject " + number + " 不行";
            case 22 -> "/start " + dice.one(flows).name() + " 名称=写的 数字=3";
            default -> dice.one(List.of("你好", "/help", "谢谢", "/digest unsubscribe", "/nosuch", "待办", "/show"));
        };
    }

    private List<String> numbers() {
        List<String> numbers = new ArrayList<>(List.of("FZ-20261123-0001"));
        world.archive().records().values().stream().map(FlowInstance::number).forEach(numbers::add);
        return numbers.size() > 1 ? numbers.subList(1, numbers.size()) : numbers;
    }

    private void says(Account person, String text, Dice dice) {
        Duration age = dice.chance(4) ? Duration.ofMinutes(dice.below(30)) : Duration.ZERO;
        hears(person, new MessageContent.Text(text), null, age);
    }

    private void sendsPicture(Dice dice) {
        Account person = dice.one(world.company().people());
        List<Message> cards = cards(person);
        String replyTo =
                cards.isEmpty() || dice.chance(50) ? null : dice.recent(cards).id();
        List<MessageContent.Attachment> files = new ArrayList<>();
        for (int count = dice.chance(80) ? 1 : 3; count > 0; count--) {
            files.add(new MessageContent.Attachment("img-" + dice.below(1_000_000), true, null));
        }
        hears(person, new MessageContent.Files(files, ""), replyTo, Duration.ofSeconds(dice.below(40)));
    }

    private void hears(Account person, MessageContent content, @Nullable String replyTo, Duration age) {
        String delivery = world.nextDelivery();
        world.hear(new InboundMessage(
                delivery,
                person,
                "in-" + delivery,
                "chat-" + person.id(),
                true,
                replyTo,
                content,
                List.of(),
                world.now().minus(age)));
    }
}
