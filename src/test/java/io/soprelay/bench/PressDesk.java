package io.soprelay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/** Presses on one bot: prepares records, presses on them by rate or by callers, and judges every answer. */
final class PressDesk implements AutoCloseable {
    private static final long ROLE_PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final int LAST_ANSWER_SECONDS = 30;
    private static final int PRESSES_MAX = 20;

    private final StubPlatform platform;
    private final PressClient client;
    private final CallbackSealer sealer = new CallbackSealer();
    private final PressStory story = new PressStory();
    private int started;

    PressDesk(BotChild bot, StubPlatform platform) throws IOException {
        this.platform = platform;
        client = new PressClient(bot.port());
        setRole("审批人", PressStory.APPROVER);
        setRole("库管", PressStory.KEEPER);
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

    private void setRole(String role, String openId) throws IOException {
        int before = platform.replies();
        byte[] message = sealer.seal("im.message.receive_v1", PressStory.roleSet(role, openId));
        int status = client.exchange(message).status();
        long deadline = System.nanoTime() + ROLE_PATIENCE;
        while (platform.replies() == before) {
            if (status != 200 || System.nanoTime() > deadline) {
                throw new IOException("The bot did not answer '/role set " + role + "' (HTTP " + status + ")");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
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
        new Callers(callers).run(records, index -> {
            HttpConnection.Answer answer = client.exchange(seal(story.start(first + index)));
            for (int again = 1; !isStarted(answer); again++) {
                if (again == PRESSES_MAX) {
                    throw new IOException("A record could not be started: " + PressAnswers.judge(answer));
                }
                answer = client.exchange(seal(story.start(first + index)));
            }
        });
        return first;
    }

    /** The answer to a repeat has an information toast and the same card. */
    private static boolean isStarted(HttpConnection.Answer answer) {
        String judgement = PressAnswers.judge(answer);
        return judgement.isEmpty() || judgement.startsWith("toast info");
    }

    /** Every record's presses in passes over all records, offered at a fixed rate. */
    Round openLoop(int first, int records, int perSecond) throws InterruptedException {
        int presses = records * PressStory.STEPS;
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < presses; i++) {
            requests.add(seal(story.step(first + i % records, i / records)));
        }
        PressAnswers answers = new PressAnswers(presses);
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
        boolean all = open.await(LAST_ANSWER_SECONDS, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!all) {
            throw new IllegalStateException(
                    open.getCount() + " presses had no answer in " + LAST_ANSWER_SECONDS + " s");
        }
        return new Round(presses, seconds, latencies, answers.others());
    }

    /** Every caller takes a record and makes its presses one after the other. */
    Round closedLoop(int first, int records, int callers) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < records * PressStory.STEPS; i++) {
            requests.add(seal(story.step(first + i / PressStory.STEPS, i % PressStory.STEPS)));
        }
        int inTurn = PressStory.STEPS;
        PressAnswers answers = new PressAnswers(requests.size());
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

    private void press(int index, byte[] request, PressAnswers answers) {
        try {
            answers.add(index, client.exchange(request));
        } catch (IOException broken) {
            answers.failed(index, broken);
        }
    }

    private byte[] seal(ObjectNode event) {
        return sealer.seal(PressStory.TYPE, event);
    }

    @Override
    public void close() throws IOException {
        client.close();
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
