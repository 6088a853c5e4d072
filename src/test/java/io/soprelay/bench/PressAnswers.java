package io.soprelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The answers of one round, judged after it, so that judging takes nothing of the machine while it is measured. */
final class PressAnswers {
    private final AtomicReferenceArray<HttpConnection.@Nullable Answer> answers;
    private final Function<HttpConnection.Answer, String> judge;

    /** @param judge empty for an answer as it should be, else what it was */
    PressAnswers(int presses, Function<HttpConnection.Answer, String> judge) {
        this.judge = judge;
        answers = new AtomicReferenceArray<>(presses);
    }

    void add(int press, HttpConnection.Answer answer) {
        answers.set(press, answer);
    }

    void failed(int press, IOException why) {
        answers.set(press, new HttpConnection.Answer(0, why.toString().getBytes(StandardCharsets.UTF_8), false));
    }

    /** How many answers were anything else, by what they were; empty if every press was answered as it should. */
    Map<String, Integer> others() {
        Map<String, Integer> counted = new TreeMap<>();
        for (int i = 0; i < answers.length(); i++) {
            HttpConnection.Answer answer = answers.getAndSet(i, null);
            String what = answer == null ? "no answer" : judge.apply(answer);
            if (!what.isEmpty()) {
                counted.merge(what, 1, Integer::sum);
            }
        }
        return counted;
    }
}
