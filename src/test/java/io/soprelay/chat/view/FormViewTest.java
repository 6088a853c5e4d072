package io.soprelay.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FormField;
import io.soprelay.im.Account;
import io.soprelay.im.Card.Control;
import io.soprelay.im.Card.Option;
import io.soprelay.im.Platform;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormViewTest {
    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
    private final Members members = new Members(ledger);
    private final Roles roles = new Roles(ledger, new Deliveries(), List.of());
    private final Phrases phrases =
            new Phrases(Words.of(Locale.SIMPLIFIED_CHINESE), ZoneId.of("Asia/Shanghai"), members, roles);
    private final FormView view = new FormView(phrases, members);

    @Test
    void a_person_without_a_name_is_offered_only_as_the_value_there_is() {
        Member named = members.of(account("li"), "小李");
        Member unnamed = members.of(account("unnamed"));
        assertThat(options()).containsExactly(new Option(named.id().value(), "小李"));
        assertThat(options(unnamed))
                .containsExactly(
                        new Option(named.id().value(), "小李"),
                        new Option(unnamed.id().value(), "同事"));
    }

    @Test
    void the_value_there_is_is_offered_beyond_the_most_that_people_look_through() {
        List<Member> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(members.of(account("p" + i), "人" + i));
        }
        List<Option> most = options();
        Member left = all.stream()
                .filter(member -> most.stream()
                        .noneMatch(option -> option.value().equals(member.id().value())))
                .findFirst()
                .orElseThrow();
        assertThat(options(left))
                .hasSize(most.size() + 1)
                .contains(new Option(left.id().value(), left.name()));
    }

    private List<Option> options(Member... value) {
        Control control = view.controls(
                        DeliveryFlow.definition(),
                        List.of(new FormField("出库负责人", false)),
                        Map.of(
                                "出库负责人",
                                List.of(value).stream()
                                        .map(member -> member.id().value())
                                        .toList()))
                .getFirst();
        return control.options();
    }

    private static Account account(String id) {
        return new Account(Platform.FEISHU, id);
    }
}
