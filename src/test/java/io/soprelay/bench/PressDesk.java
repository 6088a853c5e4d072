package io.soprelay.bench;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.engine.Definitions;
import io.soprelay.im.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Presses on one bot: prepares records, presses on them by rate or by callers, and judges every answer. */
final class PressDesk {
    private static final int LAST_ANSWER_SECONDS = 30;
    private static final int PRESSES_MAX = 20;

    private final PressDoor door;
    private final PressStory story;
    private int started;

    /** Fills the roles of the story; the door stays open when this is closed. */
    PressDesk(PressDoor door) throws IOException {
        this(door, ReadFlows.shipped(new FeelConditions()));
    }

    /** @param flows that the bot has, see {@link PressStory} */
    PressDesk(PressDoor door, Definitions flows) throws IOException {
        this.door = door;
        story = new PressStory(door.platform(), door::account, flows);
        setRole("审批人", PressStory.APPROVER);
        setRole("库管", PressStory.KEEPER);
    }

    private void setRole(String role, String person) throws IOException {
        door.say("/role set %s %s".formatted(role, new Account(door.platform(), door.account(person))));
    }

    /**
     * One round.
     *
     * @param others what was answered instead of a success with a card, with its count; empty if all was well
     */
    record Round(int presses, double seconds, Latencies latencies, Map<String, Integer> others) {
        double perSecond() {
            return presses / seconds;
        }
    }

    /**
     * Starts records by their start forms. A press that is not answered with success is pressed again, as the toast asks
     * people to do; this is not what is measured.
     *
     * @return the first one's index
     */
    int prepare(int records, int callers) {
        int first = started;
        started += records;
        new Callers(callers).run(records, index -> pressUntilDone(story.start(first + index), "started"));
        return first;
    }

    /** Cancels records that were approved, as {@link #prepare} starts them. */
    void cancel(int first, int records, int callers) {
        new Callers(callers).run(records, index -> pressUntilDone(story.cancel(first + index), "cancelled"));
    }

    private void pressUntilDone(PressStory.Press press, String what) throws IOException {
        HttpConnection.Answer answer = door.exchange(door.seal(press));
        for (int again = 1; !isStarted(answer); again++) {
            if (again == PRESSES_MAX) {
                throw new IOException("A record could not be " + what + ": " + door.judge(answer));
            }
            answer = door.exchange(door.seal(press));
        }
    }

    /** Id of the flow instance. */
    String recordId(int record) {
        return story.flow(record).value();
    }

    /**
     * Makes every press on these records again, the start too. Each was done before, so nothing may be done now.
     *
     * @return what was answered instead of that it had been done, with its count; empty if all was well
     */
    Map<String, Integer> again(int first, int records, int callers) {
        Map<String, Integer> others = new ConcurrentHashMap<>();
        new Callers(callers).run(records, index -> {
            for (int at = -1; at < PressStory.STEPS; at++) {
                PressStory.Press press = at < 0 ? story.start(first + index) : story.step(first + index, at);
                String judgement = door.judge(door.exchange(door.seal(press)));
                if (!isRepeat(judgement)) {
                    others.merge(judgement.isEmpty() ? "done now" : judgement, 1, Integer::sum);
                }
            }
        });
        return others;
    }

    /** The answer to a repeat has an information toast and the same card. */
    private boolean isStarted(HttpConnection.Answer answer) {
        String judgement = door.judge(answer);
        return judgement.isEmpty() || isRepeat(judgement);
    }

    private static boolean isRepeat(String judgement) {
        return judgement.startsWith("toast info");
    }

    /** Every record's presses in passes over all records, offered at a fixed rate. */
    Round openLoop(int first, int records, int perSecond) throws InterruptedException {
        int presses = records * PressStory.STEPS;
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < presses; i++) {
            requests.add(door.seal(story.step(first + i % records, i / records)));
        }
        return offered(requests, perSecond);
    }

    /** Start forms, each by the next seller, offered at a fixed rate. */
    Round startForms(int records, int perSecond) throws InterruptedException {
        int first = started;
        started += records;
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            requests.add(door.seal(story.start(first + i)));
        }
        return offered(requests, perSecond);
    }

    /** One person presses the button of one start form again and again, at a fixed rate, as soon as this is called. */
    Callable<Round> oneForm(String person, int presses, int perSecond) {
        int record = started++;
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < presses; i++) {
            requests.add(door.seal(story.start(record, person)));
        }
        return () -> offered(requests, perSecond);
    }

    private Round offered(List<byte[]> requests, int perSecond) throws InterruptedException {
        int presses = requests.size();
        PressAnswers answers = new PressAnswers(presses, door::judge);
        Latencies latencies = new Latencies(presses);
        CountDownLatch open = new CountDownLatch(presses);
        long began = System.nanoTime();
        new OpenLoop(perSecond, new MachineTime()).offer(presses, (index, due) -> {
            Thread.ofVirtual().start(() -> {
                press(index, requests.get(index), answers);
                latencies.add(System.nanoTime() - due);
                open.countDown();
            });
        });
        awaitAll(open);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Round(presses, seconds, latencies, answers.others());
    }

    /**
     * One press on each record in the same moment; every latency counts from that moment.
     *
     * @param at the step, 0 to 2, each after the one before it
     */
    Round burst(int first, int records, int at) throws InterruptedException {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            requests.add(door.seal(story.step(first + i, at)));
        }
        PressAnswers answers = new PressAnswers(records, door::judge);
        Latencies latencies = new Latencies(records);
        CountDownLatch open = new CountDownLatch(records);
        long began = System.nanoTime();
        for (int i = 0; i < records; i++) {
            int index = i;
            Thread.ofVirtual().start(() -> {
                press(index, requests.get(index), answers);
                latencies.add(System.nanoTime() - began);
                open.countDown();
            });
        }
        awaitAll(open);
        return new Round(records, (System.nanoTime() - began) / 1e9, latencies, answers.others());
    }

    /** Every caller takes a record and makes its presses one after the other. */
    Round closedLoop(int first, int records, int callers) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < records * PressStory.STEPS; i++) {
            requests.add(door.seal(story.step(first + i / PressStory.STEPS, i % PressStory.STEPS)));
        }
        int inTurn = PressStory.STEPS;
        PressAnswers answers = new PressAnswers(requests.size(), door::judge);
        Latencies latencies = new Latencies(requests.size());
        double seconds = new Callers(callers).run(requests.size() / inTurn, index -> {
            for (int i = index * inTurn; i < (index + 1) * inTurn; i++) {
                long began = System.nanoTime();
                press(i, requests.get(i), answers);
                latencies.add(System.nanoTime() - began);
            }
        });
        return new Round(requests.size(), seconds, latencies, answers.others());
    }

    /**
     * Presses every step of these records again, as people do who were told to, until each is answered with a success or
     * with what it did before. Not measured.
     *
     * @return how many presses were answered with neither at first
     * @throws IllegalStateException if one stays so
     */
    int finish(int first, int records, int callers) {
        AtomicInteger again = new AtomicInteger();
        new Callers(callers).run(records, index -> {
            for (int at = 0; at < PressStory.STEPS; at++) {
                byte[] press = door.seal(story.step(first + index, at));
                HttpConnection.Answer answer = door.exchange(press);
                for (int tries = 1; !isStarted(answer); tries++) {
                    if (tries == PRESSES_MAX) {
                        throw new IOException("A press cannot be finished: " + door.judge(answer));
                    }
                    again.incrementAndGet();
                    answer = door.exchange(door.seal(story.step(first + index, at)));
                }
            }
        });
        return again.get();
    }

    private static void awaitAll(CountDownLatch open) throws InterruptedException {
        if (!open.await(LAST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    open.getCount() + " presses had no answer in " + LAST_ANSWER_SECONDS + " s");
        }
    }

    /**
     * Starts one record.
     *
     * @return empty for a success with a card, else what was answered
     */
    String pressOnce() throws IOException {
        return door.judge(door.exchange(door.seal(story.start(started++))));
    }

    private void press(int index, byte[] request, PressAnswers answers) {
        try {
            answers.add(index, door.exchange(request));
        } catch (IOException broken) {
            answers.failed(index, broken);
        }
    }

    private static final class MachineTime implements OpenLoop.Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepNanos(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    }
}
