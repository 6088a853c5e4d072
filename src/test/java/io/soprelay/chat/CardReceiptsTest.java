package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.chat.view.ItemView.Rendered;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class CardReceiptsTest {
    private final ChatWorld world = new ChatWorld();
    private final Deque<Runnable> betweenReadAndWrite = new ArrayDeque<>();
    private final CardReceipts receipts = new CardReceipts(interrupted(world.ledger), world.deliveries, world.engine);

    private final CardId id = new CardId(new FlowId("a1"), new ItemId("ship", 1), world.id(ChatWorld.LI));
    private final Rendered form =
            new Rendered(new CardBuilder(Card.Kind.TASK, Card.Tone.OPEN, "完成发货").build(), id, 3, 1, true);

    @Test
    void an_answer_forgets_no_message_that_was_opened_while_it_was_noted() {
        assertThat(receipts.opened("om_first", ChatWorld.LI, form)).isTrue();
        betweenReadAndWrite.add(
                () -> assertThat(receipts.opened("om_copy", ChatWorld.LI, form)).isTrue());
        receipts.settle(form.receipt("om_first"));

        assertThat(receipts.find(id)).hasValueSatisfying(known -> {
            assertThat(known.messageId()).isEqualTo("om_copy");
            assertThat(known.earlier()).containsExactly("om_first");
        });
    }

    @Test
    void two_messages_opened_at_once_are_both_known() {
        betweenReadAndWrite.add(() ->
                assertThat(receipts.opened("om_first", ChatWorld.LI, form)).isTrue());
        assertThat(receipts.opened("om_copy", ChatWorld.LI, form)).isTrue();
        assertThat(receipts.find(id))
                .hasValueSatisfying(known -> assertThat(known.earlier()).containsExactly("om_first"));
    }

    /** The store, with something happening after the next read. */
    private Schedules interrupted(Schedules store) {
        return (Schedules) Proxy.newProxyInstance(
                Schedules.class.getClassLoader(), new Class<?>[] {Schedules.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        Runnable next = method.getName().equals("record") ? betweenReadAndWrite.poll() : null;
                        if (next != null) {
                            next.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
