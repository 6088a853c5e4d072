package io.soprelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.GroupChat;
import io.soprelay.im.Platform;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has no part in a record hears nothing of it at any point of its way, and cannot find out that it exists. */
class AudienceTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String NOBODYS = "FH-20261123-0099";
    private static final List<Account> OUTSIDE = List.of(ChatWorld.CHEN, ChatWorld.STRANGER);

    private static final Map<String, Consumer<ChatWorld>> WAYS = Map.of(
            "started", ChatWorld::started,
            "approved", ChatWorld::approved,
            "shipped", ChatWorld::shipped);

    @ParameterizedTest
    @ValueSource(strings = {"started", "approved", "shipped"})
    void those_outside_are_told_nothing_and_asked_for_it_they_hear_what_is_said_of_a_record_there_is_not(String until) {
        ChatWorld world = ChatWorld.staffed();
        Objects.requireNonNull(WAYS.get(until)).accept(world);
        for (Account outside : OUTSIDE) {
            assertThat(world.chat(outside)).as("before asking").isEmpty();
            for (String line : List.of("/show %s", "%s", "/task done %s", "/task approve %s", "/start 退货申请 %s")) {
                String found = answer(world, outside, line.formatted(NUMBER));
                String none = answer(world, outside, line.formatted(NOBODYS));
                assertThat(found.replace(NUMBER, NOBODYS))
                        .as(line)
                        .isEqualTo(none)
                        .doesNotContain("甲公司", "交换机");
            }
        }
        world.saysIn(new GroupChat(Platform.FEISHU, "oc_all"), ChatWorld.WANG, "/show " + NUMBER);
        assertThat(world.chat(new GroupChat(Platform.FEISHU, "oc_all")).toString())
                .doesNotContain("甲公司", NUMBER);
        assertThat(answer(world, ChatWorld.WANG, "/show " + NUMBER)).contains("甲公司");
        assertThat(answer(world, ChatWorld.ZHOU, "/show " + NUMBER)).contains("甲公司");
    }

    private static String answer(ChatWorld world, Account person, String line) {
        world.says(person, line);
        Phones.Message last = world.last(person);
        // Ids of messages and start forms are made for each question.
        return (last.text() + " " + last.card()).replaceAll("d-[0-9]+|[0-9a-f]{16,}", "id");
    }
}
