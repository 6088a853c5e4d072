package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.directory.Installation;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.Definitions;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.Deliveries;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.SequenceFile;
import io.soprelay.redis.SequenceMemory;
import io.soprelay.redis.StoreLimits;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that has gone back, on a real Redis: told once, frozen over restarts, released by an admin. */
class RollbackLifeTest {
    private static final MemberId ZHOU = new MemberId("m-zhou");
    private static final Trouble ROLLED_BACK = new Trouble.StoreRolledBack();
    private static final AggregateId RECORD = new AggregateId(AggregateId.Kind.FLOW, "a");

    @TempDir
    Path folder;

    @BeforeEach
    void empty() {
        TestRedis.flush();
    }

    /** One start of the bot, as far as it has to do with this. */
    private final class Bot {
        private final SequenceFile file = new SequenceFile(folder);
        private final RedisStore store =
                RedisStore.open(TestRedis.client(), StoreLimits.DEFAULTS, TestChain.CHAIN, file.read());
        private final Deliveries deliveries = new Deliveries();
        private final Roles roles = new Roles(store.ledger(), deliveries, List.of(ZHOU));
        private final Incidents incidents =
                new Incidents(store.ledger(), store.schedules(), deliveries, roles, store.time());
        private final RollbackLife life;

        private Bot(Runnable... memories) {
            incidents.load();
            life = new RollbackLife(
                    store.sequences(), () -> store.schedules().due(0), file, incidents, List.of(memories));
        }

        Bot works() {
            return worksOn(RECORD);
        }

        Bot worksOn(AggregateId record) {
            for (int i = 0; i < 3; i++) {
                byte[] state = new byte[] {1};
                store.ledger()
                        .commit(new Commit(
                                record,
                                UUID.randomUUID().toString(),
                                Basis.ANY,
                                state,
                                state,
                                "done",
                                true,
                                List.of()));
            }
            return this;
        }

        boolean isFrozen() {
            return store.sequences().isFrozen(RECORD.partition());
        }

        Optional<Incident> incident() {
            return incidents.find(ROLLED_BACK.id());
        }

        Outcome pressesGoOn() {
            FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);
            FlowEngine engine = new FlowEngine(
                    records, new NoFlows(), roles, new FeelConditions(), store.time(), ZoneId.of("Asia/Shanghai"));
            return new IncidentActs(incidents, store.schedules(), roles, engine)
                    .retry(
                            incident().orElseThrow().number(),
                            ZHOU,
                            new CommandId(UUID.randomUUID().toString()));
        }
    }

    private static void theStoreGoesBack() {
        TestRedis.flush();
    }

    @Test
    void a_start_on_an_older_store_opens_the_incident_before_anything_is_sent() {
        new Bot().works().life.stop();
        theStoreGoesBack();

        Bot next = new Bot();
        assertThat(next.isFrozen()).isTrue();
        next.life.start();

        assertThat(next.incident()).hasValueSatisfying(incident -> {
            assertThat(incident.isOpen()).isTrue();
            assertThat(incident.detail()).contains("p" + RECORD.partition() + ": 3 > 0");
        });
        next.life.stop();
    }

    @Test
    void a_fall_that_one_partition_shows_first_is_told_with_all_the_others_and_is_over_with_one_press() {
        AggregateId other = new AggregateId(RECORD.kind(), "another");
        Bot bot = new Bot().works().worksOn(other);
        theStoreGoesBack();
        bot.worksOn(other);
        assertThat(bot.store.sequences().frozen()).isOne();

        bot.life.look();
        assertThat(bot.store.sequences().frozen()).isEqualTo(2);
        assertThat(bot.pressesGoOn()).isInstanceOf(Outcome.Done.class);
        bot.life.look();

        assertThat(bot.isFrozen()).isFalse();
        assertThat(bot.incident())
                .hasValueSatisfying(
                        incident -> assertThat(incident.met().count()).isOne());
    }

    @Test
    void a_start_on_the_store_as_it_was_says_nothing() {
        new Bot().works().life.stop();

        Bot next = new Bot();
        next.life.look();

        assertThat(next.isFrozen()).isFalse();
        assertThat(next.incident()).isEmpty();
    }

    @Test
    void the_freeze_outlives_restarts_although_the_store_goes_on_and_is_told_once() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        Bot second = new Bot();
        second.life.look();
        second.works().works().life.stop();

        Bot third = new Bot();
        third.life.look();

        assertThat(third.isFrozen()).isTrue();
        assertThat(third.incident())
                .hasValueSatisfying(
                        incident -> assertThat(incident.met().count()).isOne());
    }

    @Test
    void what_was_killed_before_it_could_tell_is_told_by_the_next_start() {
        Bot first = new Bot().works();
        first.life.stop();
        theStoreGoesBack();
        Bot second = new Bot();
        second.file.write(second.store.sequences().memory(0));

        Bot third = new Bot();
        assertThat(third.isFrozen()).isTrue();
        third.life.look();

        assertThat(third.incident())
                .hasValueSatisfying(incident -> assertThat(incident.isOpen()).isTrue());
    }

    @Test
    void an_admin_releases_it_for_this_bot_for_the_others_and_for_every_later_start() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        Bot here = new Bot();
        Bot elsewhere = new Bot();
        here.life.look();
        elsewhere.life.look();
        here.life.look();
        assertThat(here.isFrozen()).isTrue();

        assertThat(elsewhere.pressesGoOn()).isInstanceOf(Outcome.Done.class);
        here.life.look();
        elsewhere.life.look();

        assertThat(here.isFrozen()).isFalse();
        assertThat(elsewhere.isFrozen()).isFalse();
        here.life.stop();
        assertThat(new Bot().isFrozen()).isFalse();
    }

    @Test
    void a_bot_that_was_down_when_it_was_released_learns_it_at_its_start() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        Bot second = new Bot();
        second.life.look();
        second.pressesGoOn();

        Bot third = new Bot();
        assertThat(third.isFrozen()).isTrue();
        third.life.look();

        assertThat(third.isFrozen()).isFalse();
    }

    @Test
    void a_store_that_goes_back_again_is_not_released_by_the_word_about_the_first_time() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        Bot bot = new Bot();
        bot.life.look();
        bot.works();
        bot.pressesGoOn();
        TestRedis.client().set("{p" + RECORD.partition() + "}:seq", "1");
        bot.store.schedules().due(0);

        bot.life.look();

        assertThat(bot.isFrozen()).isTrue();
        assertThat(bot.incident())
                .hasValueSatisfying(incident -> assertThat(incident.opening()).isEqualTo(2));
    }

    @Test
    void a_store_that_has_forgotten_the_incident_too_is_told_again() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        Bot bot = new Bot();
        bot.life.look();
        TestRedis.flush();
        bot.life.look();
        bot.life.look();
        bot.life.look();

        assertThat(bot.isFrozen()).isTrue();
        assertThat(bot.incident())
                .hasValueSatisfying(incident -> assertThat(incident.isOpen()).isTrue());
    }

    @Test
    void nobody_is_told_before_what_is_known_in_memory_was_read_again() {
        new Bot().works().life.stop();
        theStoreGoesBack();
        int[] reads = new int[1];
        Bot bot = new Bot(() -> {
            if (reads[0]++ == 0) {
                throw new LedgerUnavailableException("away", false, new IllegalStateException("told to"));
            }
            throw new IllegalStateException("told to");
        });
        bot.life.look();
        assertThat(bot.incident()).isEmpty();

        bot.life.look();
        assertThat(bot.incident()).isPresent();
        bot.life.look();
        assertThat(reads[0]).isEqualTo(2);
    }

    @Test
    void members_roles_and_the_company_are_as_the_store_says_or_fixed_again() {
        Bot bot = new Bot();
        Account wang = new Account(Platform.FEISHU, "wang");
        Members members = new Members(bot.store.ledger());
        Installation installation = new Installation(bot.store.ledger());
        MemberId id = members.of(wang, "小王").id();
        installation.fixedOnce("company", "t1");
        bot.roles.set("库管", List.of(id), new CommandId("c1"), ZHOU);
        theStoreGoesBack();

        members.reload();
        bot.roles.load();
        installation.putBack();

        assertThat(members.all()).isEmpty();
        assertThat(bot.roles.all()).isEmpty();
        assertThat(new Installation(bot.store.ledger()).find("company")).contains("t1");
        assertThat(members.of(wang, "小王").id()).isEqualTo(id);
        assertThat(new Members(bot.store.ledger()).find(id)).isPresent();
    }

    @Test
    void whoever_deletes_the_file_takes_the_store_for_what_it_is() throws Exception {
        Bot first = new Bot().works();
        first.life.stop();
        theStoreGoesBack();
        Files.delete(first.file.path());

        assertThat(new Bot().isFrozen()).isFalse();
        assertThat(new SequenceFile(folder).read()).isEqualTo(SequenceMemory.NONE);
    }

    private static final class NoFlows implements Definitions {
        @Override
        public Optional<FlowDefinition> latest(String flow) {
            return Optional.empty();
        }

        @Override
        public FlowDefinition version(String flow, int version) {
            throw new IllegalStateException("There are no flows");
        }
    }
}
