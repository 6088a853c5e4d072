package io.soprelay.bench;

import io.soprelay.codec.StoredCodec;
import io.soprelay.digest.Digest;
import io.soprelay.digest.Digests;
import io.soprelay.directory.Members;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.Finished;
import io.soprelay.engine.Rescan;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.redis.RedisStore;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Many people with many open tasks, written into a bot's store before the bot starts on it. The engine makes the records:
 * each delivery was rejected ten days ago and is open with its owner as 修改后重新提交. Its cards are taken for shown, and a
 * rescan writes the rows. Of what was finished on the days before there are only the rows, written as the projector writes them.
 */
final class DigestCompany {
    static final int PEOPLE = 500;

    private static final int CALLERS = 8;
    private static final int DAYS = 8;
    private static final int TRIES_MAX = 20;

    /** Longer than a digest looks back, shorter than a card lives. */
    private static final Duration AGE = Duration.ofDays(10);

    private final UnaryOperator<String> accounts;

    /** @param accounts the platform's id of a person of {@link PressStory} */
    DigestCompany(UnaryOperator<String> accounts) {
        this.accounts = accounts;
    }

    /**
     * Fills the store and stops its server.
     *
     * @param open tasks
     * @param finished tasks
     */
    void write(BenchRun run, TempFolder bot, int open, int finished) throws IOException {
        try (EngineLab lab = EngineLab.beforeTheBot(
                run.load(), BotChild.redisFolder(bot), store -> holders(new Members(store.ledger())))) {
            run.say("digest: opening %,d tasks of %d people".formatted(open, PEOPLE));
            Members members = new Members(lab.store().ledger());
            List<MemberId> people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> member(members, "colleague" + i))
                    .toList();
            MemberId approver = member(members, PressStory.APPROVER);
            new Callers(CALLERS).run(open, i -> insisting(() -> open(lab, i, people.get(i % PEOPLE), approver)));
            run.say("digest: showing their cards and writing their rows");
            // What was decided before is no digest's affair any more; the tasks have waited since.
            lab.store().time().advance(AGE);
            new Callers(CALLERS)
                    .run(
                            AggregateId.PARTITIONS,
                            partition -> ShownCards.showAll(lab.store(), partition, ShownCards.OF_SHIPPED));
            Rescan rescan = lab.rescan();
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                rescan.visit(partition);
            }
            finish(lab.store(), people, finished);
            check(lab.store(), members, open, finished);
            lab.awaitQuietServer();
        }
    }

    /** On a machine where others work the server may be slower than the client waits; each of these acts may be repeated. */
    private static void insisting(Runnable act) {
        for (int tries = 1; ; tries++) {
            try {
                act.run();
                return;
            } catch (LedgerUnavailableException away) {
                if (tries == TRIES_MAX) {
                    throw away;
                }
            }
        }
    }

    private Map<String, MemberId> holders(Members members) {
        return Map.of("审批人", member(members, PressStory.APPROVER), "库管", member(members, PressStory.KEEPER));
    }

    private MemberId member(Members members, String person) {
        return members.of(new Account(Platform.FEISHU, accounts.apply(person))).id();
    }

    private static void open(EngineLab lab, int number, MemberId owner, MemberId approver) {
        FlowInstance started = done(
                lab.engine().start("delivery", CommandIds.startCard("open-" + number), DeliveryFlow.order(), owner));
        String approval = DeliveryFlow.SHIPPING_APPROVAL;
        FlowCommand reject = new FlowCommand.Reject(
                Acts.newest(started, approval), Acts.card(started, approval, approver), "数量不对，请改");
        done(lab.engine()
                .handle(new CommandEnvelope(
                        started.id(), CommandIds.delivery(started.id() + "|reject"), reject, approver, null)));
    }

    private static FlowInstance done(EngineAnswer answer) {
        if (answer instanceof EngineAnswer.Done done) {
            return done.instance();
        }
        throw new IllegalStateException("The delivery flow is not what the benchmark plays: " + answer.getClass());
    }

    private static void check(RedisStore store, Members members, int open, int finished) {
        Digest digest = new Digests(store.rows(), members, store.time(), ZoneId.of("Asia/Shanghai"), any -> {})
                .fresh()
                .whole(List.of());
        int done = digest.finishedToday()
                + digest.finishedByDay().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
        if (digest.total().open() != open || done > finished || done < finished * (DAYS - 1) / DAYS) {
            throw new IllegalStateException("The digest counts %s and %d finished".formatted(digest.total(), done));
        }
    }

    private static void finish(RedisStore store, List<MemberId> people, int finished) {
        StoredCodec codec = new StoredCodec();
        Instant now = store.time().now();
        new Callers(CALLERS).run(finished, i -> {
            Instant at = now.minus(Duration.ofDays(i % DAYS));
            var row = new Finished.Row("delivery", List.of(new Finished.Act(people.get(i % people.size()), at)));
            insisting(() -> store.rows()
                    .put(Finished.list(LocalDate.ofInstant(at, ZoneOffset.UTC)), "r" + i, 3, codec.write(row)));
        });
    }
}
