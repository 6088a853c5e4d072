package io.soprelay.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes on one store. */
class RolesTest {
    private static final MemberId WANG = new MemberId("wang");
    private static final MemberId LI = new MemberId("li");

    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
    private final Roles here = new Roles(ledger, new Deliveries(), List.of());
    private final Roles elsewhere = new Roles(ledger, new Deliveries(), List.of());

    @Test
    void a_role_that_another_process_has_changed_is_known_after_a_refresh() {
        here.set("库管", List.of(WANG), new CommandId("c1"), WANG);
        elsewhere.set("库管", List.of(LI), new CommandId("c2"), WANG);
        here.refresh();
        assertThat(here.people().role("库管").members()).containsExactly(LI);
    }

    @Test
    void a_change_that_is_repeated_after_a_lost_reply_is_known() {
        ledger.loseNextReply();
        try {
            here.set("库管", List.of(WANG), new CommandId("c1"), WANG);
        } catch (LedgerUnavailableException unknown) {
            here.set("库管", List.of(WANG), new CommandId("c1"), WANG);
        }
        assertThat(here.people().role("库管").members()).containsExactly(WANG);
    }
}
