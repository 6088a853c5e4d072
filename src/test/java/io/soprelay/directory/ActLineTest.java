package io.soprelay.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.LogLines;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who was given a role or an account can be found in the log, once for each act, without a word that people typed. */
class ActLineTest {
    private static final MemberId ZHOU = new MemberId("m-zhou");
    private static final Account PHONE = new Account(Platform.DINGTALK, "13800001111");

    @RegisterExtension
    final LogLines lines = new LogLines("io.soprelay.act");

    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));

    @Test
    void a_role_that_is_set_is_one_line_and_a_repeat_is_none() {
        Roles roles = new Roles(ledger, new Deliveries(), List.of(ZHOU));
        roles.set("库管", List.of(ZHOU), new CommandId("c-1"), ZHOU);
        roles.set("库管", List.of(ZHOU), new CommandId("c-1"), ZHOU);
        roles.set("库管", List.of(ZHOU), new CommandId("c-2"), ZHOU);

        assertThat(said()).containsExactly("SetRole by m-zhou: done, c-1");
    }

    @Test
    void an_account_that_is_linked_and_let_go_is_a_line_each() {
        Members members = new Members(ledger);
        MemberId wang = members.of(new Account(Platform.FEISHU, "wang"), "小王").id();
        members.link(PHONE, wang, ZHOU);
        members.link(PHONE, wang, ZHOU);
        members.unlink(PHONE, ZHOU);

        String id = Members.idOf(PHONE).value();
        assertThat(said()).hasSize(2).noneMatch(line -> line.contains("13800001111") || line.contains("小王"));
        assertThat(said().getFirst()).startsWith("LinkAccount " + id + " by m-zhou: done, member-");
        assertThat(said().getLast()).startsWith("UnlinkAccount " + id + " by m-zhou: done, member-");
    }

    private List<String> said() {
        return lines.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
