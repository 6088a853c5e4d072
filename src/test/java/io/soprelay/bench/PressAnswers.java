package io.soprelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answers of one round, judged after it: only a success toast with a whole card counts. */
final class PressAnswers {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AtomicReferenceArray<HttpConnection.@Nullable Answer> answers;

    PressAnswers(int presses) {
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
            String what = answer == null ? "no answer" : judge(answer);
            if (!what.isEmpty()) {
                counted.merge(what, 1, Integer::sum);
            }
        }
        return counted;
    }

    /** @return empty for a success, else what it was */
    static String judge(HttpConnection.Answer answer) {
        if (answer.status() == 0) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        if (answer.status() != 200) {
            return "HTTP " + answer.status();
        }
        try {
            JsonNode body = MAPPER.readTree(answer.body());
            String toast = body.path("toast").path("type").asString("none");
            if (!toast.equals("success")) {
                return "toast " + toast + " '"
                        + body.path("toast").path("content").asString("") + "'";
            }
            return body.path("card").path("data").path("body").isObject() ? "" : "no card";
        } catch (JacksonException notJson) {
            return "not JSON";
        }
    }
}
