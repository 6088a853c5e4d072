package io.soprelay.bench;

import io.soprelay.im.simulator.Cast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** People who keep writing to the bot: every second text brings a card, the others a sentence. */
final class PhoneTalk {
    /** The people on the phones of a page 1,920 px wide. */
    static final List<String> TALKING = List.of(Cast.WANG, Cast.ZHANG, Cast.LI, Cast.ZHAO);

    /** Four people at this pace bring 13 answers a second; the bot may send 1,000 a minute. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI say;
    private final AtomicInteger said = new AtomicInteger();

    PhoneTalk(URI simulator) {
        say = simulator.resolve("/simulator/api/say");
    }

    /** Gives out the roles of the delivery. */
    void giveRoles() throws IOException, InterruptedException {
        say(Cast.ZHOU, "/role set 审批人 @" + Cast.ZHANG);
        say(Cast.ZHOU, "/role set 库管 @" + Cast.LI);
        say(Cast.ZHOU, "/role set 财务 @" + Cast.ZHAO);
        say(Cast.ZHOU, "/role set 销售 @" + Cast.WANG);
    }

    /** So many texts of each of them, all at the same time. Returns when they are said. */
    void texts(int each) throws InterruptedException {
        List<Thread> people = TALKING.stream()
                .map(person -> Thread.ofVirtual().start(() -> talk(person, each)))
                .toList();
        for (Thread person : people) {
            person.join();
        }
    }

    int said() {
        return said.get();
    }

    private void talk(String person, int texts) {
        for (int i = 0; i < texts; i++) {
            long next = System.nanoTime() + PACE_NANOS;
            try {
                say(person, i % 2 == 0 ? "/help" : "今天第 " + said.get() + " 件事办好了");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    void say(String person, String text) throws IOException, InterruptedException {
        String body =
                JSON.createObjectNode().put("person", person).put("text", text).toString();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(say)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The simulator refused a text: " + answer.body());
        }
        said.incrementAndGet();
    }
}
