package io.soprelay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules.Claims;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.Commits;
import io.soprelay.testkit.InMemoryLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An invariant that cannot go red proves nothing: each is shown a defect that it has to find. */
class InvariantsTest {
    private static final int WORLDS_MAX = 60;

    @Test
    void I1_finds_a_success_that_was_never_stored() {
        assertFinds(I1SuccessIsCommitted::new, new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                return commit.outcome().equals("text") ? new CommitResult.Committed(1) : super.commit(store, commit);
            }
        });
    }

    @Test
    void I1_finds_a_command_that_has_its_effect_twice() {
        assertFinds(I1SuccessIsCommitted::new, new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                CommitResult result = super.commit(store, commit);
                return result instanceof CommitResult.Repeated repeated
                        ? new CommitResult.Committed(repeated.outcome().version() + 1)
                        : result;
            }
        });
    }

    @Test
    void I2_finds_a_state_that_is_not_its_audit() {
        assertFinds(I2StateIsItsAudit::new, new Plant() {
            private byte[] earlier = new byte[0];

            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                boolean later = isFlow(commit) && commit.basis().version() > 0;
                byte[] state = later ? store.load(commit.aggregate()).state() : null;
                earlier = state == null ? earlier : state;
                return super.commit(store, state == null ? commit : with(commit, earlier, commit.changes()));
            }
        });
    }

    @Test
    void I3_finds_a_commit_that_is_counted_twice() {
        assertFinds(I3VersionsWithoutGap::new, new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                CommitResult result = super.commit(store, commit);
                if (isFlow(commit) && result instanceof CommitResult.Committed) {
                    store.commit(new Commit(
                            commit.aggregate(),
                            commit.commandId() + "x",
                            Basis.ANY,
                            commit.state(),
                            commit.audit(),
                            "done",
                            commit.live(),
                            List.of()));
                }
                return result;
            }
        });
    }

    @Test
    void I3_finds_a_commit_that_is_chained_to_nothing() {
        assertFinds(I3VersionsWithoutGap::new, new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                boolean later = isFlow(commit) && commit.basis().version() > 0;
                byte[] wrong = new byte[64];
                return super.commit(
                        store,
                        later
                                ? new Commit(
                                        commit.aggregate(),
                                        commit.commandId(),
                                        new Basis(
                                                commit.basis().version(),
                                                wrong,
                                                commit.basis().state()),
                                        commit.state(),
                                        commit.audit(),
                                        commit.outcome(),
                                        commit.live(),
                                        commit.changes())
                                : commit);
            }
        });
    }

    @Test
    void I4_finds_an_entry_that_a_claim_deletes() {
        assertFinds(I4EntriesEndKnown::new, new Plant() {
            @Override
            Claims claim(InMemoryLedger store, int partition, Map<Lane, Integer> limits, long leaseMillis) {
                Claims claims = super.claim(store, partition, limits, leaseMillis);
                claims.entries().stream()
                        .filter(entry -> entry.lane() == Lane.NOTICE)
                        .forEach(store::done);
                return claims;
            }
        });
    }

    @Test
    void I4_finds_news_that_nobody_has_seen() {
        assertFinds(I4EntriesEndKnown::new, new Plant() {
            @Override
            boolean carriesOut(Delivery delivery) {
                return !(delivery instanceof Delivery.NoticeDelivery);
            }
        });
    }

    @Test
    void I4_finds_news_that_an_incident_keeps_no_more_and_nobody_has_put_back() {
        assertFinds(I4EntriesEndKnown::new, new Plant() {
            @Override
            List<ScheduleChange> restored(List<ScheduleChange> changes) {
                return changes.stream()
                        .filter(change -> !(change instanceof ScheduleChange.BringBack))
                        .toList();
            }
        });
    }

    @Test
    void I5_finds_a_create_key_that_changes_with_each_try() {
        assertFinds(I5SeenOnce::new, new Plant() {
            private int tries;

            @Override
            String createKey(String key) {
                return key + "/" + tries++;
            }
        });
    }

    @Test
    void I6_finds_a_card_that_is_not_updated() {
        assertFinds(I6CardsTellTheTruth::new, new Plant() {
            @Override
            Card shown(Card before, Card update) {
                return before;
            }
        });
    }

    @Test
    void I7_finds_a_card_that_was_never_raised() {
        assertFinds(I7WorkIsInSomebodysHands::new, without(change -> change.lane() == Lane.CARD));
    }

    @Test
    void I7_finds_a_reminder_without_a_timer() {
        assertFinds(I7WorkIsInSomebodysHands::new, without(change -> change.lane() == Lane.TIMER));
    }

    @Test
    void I7_finds_a_timer_that_outlives_its_task() {
        assertFinds(I7WorkIsInSomebodysHands::new, without(change -> change instanceof ScheduleChange.Cancel));
    }

    @Test
    void I8_finds_work_that_was_made_twice() {
        World world = Run.judged().played(1, Run.allSteps(), false).world();
        FlowInstance record = world.archive().records().values().iterator().next();
        List<WorkItem> twice = new ArrayList<>(record.items());
        twice.add(record.items().getFirst());
        I8OneRoundAtATime rounds = new I8OneRoundAtATime();
        rounds.committed(world, happened(record));
        assertThat(rounds.found()).isEmpty();

        rounds.committed(world, happened(with(record, record.id(), twice)));
        assertThat(rounds.found()).hasSize(1);
        rounds.committed(world, happened(with(record, new FlowId("other"), record.items())));
        assertThat(rounds.found()).hasSize(2);
    }

    @Test
    void I9_finds_a_timer_that_comes_too_early() {
        assertFinds(I9TimersFireOnce::new, new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                List<ScheduleChange> early = commit.changes().stream()
                        .map(change ->
                                change instanceof ScheduleChange.Add(Lane lane, String id, long due, byte[] bytes)
                                                && lane == Lane.TIMER
                                        ? new ScheduleChange.Add(lane, id, Math.max(0, due - 1_800_000), bytes)
                                        : change)
                        .toList();
                return super.commit(store, with(commit, commit.state(), early));
            }
        });
    }

    @Test
    void I9_finds_a_reminder_that_never_comes() {
        assertFinds(I9TimersFireOnce::new, new Plant() {
            @Override
            boolean carriesOut(Delivery delivery) {
                return !(delivery instanceof Delivery.ReminderTimer);
            }

            @Override
            boolean rescans() {
                return false;
            }
        });
    }

    @Test
    void I10_finds_news_that_overtakes_other_news() {
        I10NewsInOrder order = new I10NewsInOrder();
        World world = new World(1, SimulatedFlows.of(1), List.of(order), Plant.NONE, Choices.thrown(), false);
        order.born(world, aMessage(), news(2));
        order.born(world, aMessage(), news(3));
        assertThat(order.found()).isEmpty();

        order.born(world, aMessage(), news(2));
        assertThat(order.found()).hasSize(1);
    }

    @Test
    void I11_finds_a_row_that_is_not_written() {
        assertFinds(I11HandOverOnce::new, new Plant() {
            @Override
            boolean carriesOut(Delivery delivery) {
                return !(delivery instanceof Delivery.TodoProjection);
            }

            @Override
            boolean rescans() {
                return false;
            }
        });
    }

    @Test
    void I12_finds_a_press_in_somebody_elses_name() {
        assertFinds(I12NothingWithoutAuthority::new, new Plant() {
            @Override
            Account operator(Account presser, Account recipient) {
                return recipient;
            }
        });
    }

    @Test
    void I13_finds_an_entry_in_a_foreign_partition() {
        I13KeysStayTogether keys = new I13KeysStayTogether();
        World world = new World(1, SimulatedFlows.of(1), List.of(keys), Plant.NONE, Choices.thrown(), false);
        String card = new CardId(new FlowId("f1"), new ItemId("ship", 1), new MemberId("m")).toString();
        keys.stored(world, Commits.commit(Commits.flow("f1"), "c", 0, raise(card)));
        assertThat(keys.found()).isEmpty();

        keys.stored(world, Commits.commit(Commits.flow("f2"), "c", 0, raise(card)));
        assertThat(keys.found()).hasSize(1);
    }

    @Test
    void I14_finds_a_lane_that_nobody_serves() {
        assertFinds(I14ComesToRest::new, new Plant() {
            @Override
            boolean done(InMemoryLedger store, Claimed entry) {
                return store.retry(entry, 600_000, null);
            }
        });
    }

    @Test
    void I15_finds_a_timer_that_nobody_needs_any_more() {
        assertFinds(I15Bounded::new, without(change -> change instanceof ScheduleChange.Cancel));
    }

    @Test
    void without_a_defect_none_of_them_finds_anything() {
        assertThat(Run.judged().of(1).violation()).isEmpty();
    }

    private static ScheduleChange raise(String card) {
        return new ScheduleChange.Raise(Lane.CARD, card, 1, 0, new byte[0]);
    }

    private static Delivery.NoticeDelivery news(long version) {
        return new Delivery.NoticeDelivery(new FlowId("f1"), version, "told", new MemberId("m"));
    }

    private static SimulatedPlatform.Message aMessage() {
        return new SimulatedPlatform.Message(
                "om_1", new Account(Platform.FEISHU, "p"), Instant.EPOCH, "NOTICE/1", "words");
    }

    private static Archive.Happened happened(FlowInstance after) {
        FlowCommit entry = new FlowCommit(
                after.version(), new CommandId("c"), MemberId.SYSTEM, Instant.EPOCH, List.<FlowEvent>of());
        Commit commit = Commits.commit(Commits.flow("f1"), "c", 0);
        return new Archive.Happened(commit, entry, null, after, new Stage().turn());
    }

    private static FlowInstance with(FlowInstance record, FlowId id, List<WorkItem> items) {
        return new FlowInstance(
                id,
                record.number(),
                record.flow(),
                record.definitionVersion(),
                record.version(),
                record.state(),
                record.stateSince(),
                record.moved(),
                record.initiator(),
                record.owner(),
                record.startedAt(),
                record.data(),
                items,
                record.links(),
                record.erased());
    }

    static void assertFinds(Supplier<Invariant> invariant, Plant plant) {
        String number = invariant.get().number();
        Run run = new Run(() -> List.of(invariant.get()), plant);
        Optional<Violation> found = Optional.empty();
        for (long seed = 1; seed <= WORLDS_MAX && found.isEmpty(); seed++) {
            found = run.of(seed)
                    .violation()
                    .filter(violation -> violation.invariant().equals(number));
        }
        assertThat(found).as(number + ": " + invariant.get().sentence()).isPresent();
    }

    /** Commits to records leave out some of their changes. */
    private static Plant without(Predicate<ScheduleChange> left) {
        return new Plant() {
            @Override
            CommitResult commit(InMemoryLedger store, Commit commit) {
                List<ScheduleChange> kept = commit.changes().stream()
                        .filter(change -> !isFlow(commit) || !left.test(change))
                        .toList();
                return super.commit(store, with(commit, commit.state(), kept));
            }
        };
    }

    private static boolean isFlow(Commit commit) {
        return commit.aggregate().kind() == AggregateId.Kind.FLOW;
    }

    private static Commit with(Commit commit, byte[] state, List<ScheduleChange> changes) {
        return new Commit(
                commit.aggregate(),
                commit.commandId(),
                commit.basis(),
                state,
                commit.audit(),
                commit.outcome(),
                commit.live(),
                changes);
    }
}
