package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Stubs;
import io.soprelay.testkit.TestRedis;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The archive's rounds go on whatever happens, let others go first, and look after a store that went back. */
class ArchiveRoundsTest extends ArchiveSpecification {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Hears nothing. */
    private static final class Deaf implements ArchiveRounds.Watch {
        @Override
        public void refused(String reason) {
            throw new IllegalStateException("The incident cannot be raised");
        }

        @Override
        public void wrote() {
            throw new IllegalStateException("The incident cannot be closed");
        }
    }

    private ArchiveRounds rounds(Archiver archiver, boolean on) {
        return new ArchiveRounds(
                world.ledger, archiver, new Deaf(), InstantSource.system(), ArchiveWorld.RETENTION, on);
    }

    private Archiver archiver() {
        return world.archiver(stubs -> stubs);
    }

    private List<FlowInstance> cancelled(int count) {
        List<FlowInstance> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FlowInstance record = world.startDelivery();
            done(world.does(record, Acts.moveTo("已取消"), Cast.WANG));
            records.add(record);
        }
        world.deliverAll();
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        world.rescans();
        return records;
    }

    private void storeForgets(FlowInstance record) {
        TestRedis.client().unlink(ArchiveWorld.key(record));
        assertThat(world.engine.find(record.id())).isEmpty();
    }

    @Test
    void whoever_cannot_hear_what_became_of_it_does_not_end_it() throws Exception {
        FlowInstance record = cancelled(1).getFirst();
        Path inTheWay = folder.resolve("segment-000001.archive");
        Files.createDirectories(inTheWay);
        ArchiveRounds rounds = rounds(archiver(), true);
        assertThat(rounds.visitNext()).isEqualTo(MINUTE);
        Files.delete(inTheWay);
        assertThat(rounds.visitNext()).isPositive();
        assertThat(rounds.isRefused()).isFalse();
        assertThat(world.place(record)).isNotNull();
    }

    @Test
    void a_bot_that_does_not_archive_learns_what_the_archive_holds_newer_and_takes_nothing_out() throws Exception {
        FlowInstance archived = cancelled(1).getFirst();
        assertThat(world.archives()).isEqualTo(1);
        FlowInstance staying = cancelled(1).getFirst();
        storeForgets(archived);
        ArchiveRounds rounds = rounds(archiver(), false);
        rounds.storeWentBack();
        assertThat(rounds.visitNext()).isEqualTo(MINUTE);
        assertThat(world.engine.find(archived.id())).isPresent();
        assertThat(world.place(staying)).isNull();
    }

    /** Stubs whose every trim is heard of before it is carried out. */
    private static Stubs heard(Stubs stubs, Runnable trims) {
        return (Stubs) Proxy.newProxyInstance(
                Stubs.class.getClassLoader(), new Class<?>[] {Stubs.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("trim")) {
                        trims.run();
                    }
                    try {
                        return method.invoke(stubs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    @Test
    void a_store_that_goes_back_again_during_the_walk_is_walked_through_again() throws Exception {
        cancelled(1);
        assertThat(world.archives()).isEqualTo(1);
        int[] trims = new int[1];
        ArchiveRounds[] rounds = new ArchiveRounds[1];
        rounds[0] = rounds(
                world.archiver(stubs -> heard(stubs, () -> {
                    if (trims[0]++ == 0) {
                        rounds[0].storeWentBack();
                    }
                })),
                true);
        rounds[0].storeWentBack();
        for (int i = 0; i < 3; i++) {
            rounds[0].visitNext();
        }
        assertThat(trims).containsExactly(2);
    }

    @Test
    void a_walk_that_fails_is_begun_again() throws Exception {
        FlowInstance record = cancelled(1).getFirst();
        assertThat(world.archives()).isEqualTo(1);
        storeForgets(record);
        int[] trims = new int[1];
        ArchiveRounds rounds = rounds(
                world.archiver(stubs -> heard(stubs, () -> {
                    if (trims[0]++ == 0) {
                        throw new IllegalStateException("the first one fails");
                    }
                })),
                true);
        rounds.storeWentBack();
        assertThat(rounds.visitNext()).isEqualTo(MINUTE);
        assertThat(world.engine.find(record.id())).isEmpty();
        rounds.visitNext();
        assertThat(world.engine.find(record.id())).isPresent();
    }

    @Test
    void others_go_first_after_every_twenty_that_are_looked_at_and_nobody_is_looked_at_in_vain_twice()
            throws Exception {
        List<AggregateId> open = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            open.add(FlowRecords.aggregate(world.startDelivery().id()));
        }
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        Archiver archiver = archiver();
        assertThat(archiver.visit(open)).isZero();
        assertThat(world.rests).isEqualTo(2);
        assertThat(archiver.visit(open)).isZero();
        assertThat(world.rests).as("nothing of them is read").isEqualTo(2);
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        archiver.visit(open);
        assertThat(world.rests).isEqualTo(4);
    }

    @Test
    void others_go_first_after_every_twenty_that_are_brought_forward() throws Exception {
        cancelled(20);
        assertThat(world.archives()).isEqualTo(20);
        Archiver archiver = archiver();
        world.rests = 0;
        archiver.bringForward();
        assertThat(world.rests).isEqualTo(1);
    }
}
