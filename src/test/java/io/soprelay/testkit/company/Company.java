package io.soprelay.testkit.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.im.ImGateway;
import io.soprelay.im.PlatformState;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.PlatformKit;
import io.soprelay.im.simulator.kit.Pressed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * One scenario's company: fresh people with the usual roles, no records, and the bot they all talk to. Names in the
 * words of a scenario ({@code @小李}) mean this company's people; their full names differ from scenario to scenario.
 *
 * <p>Business time only moves forward, over all scenarios of a JVM: {@link #itIs} leads to the next such moment.
 */
public final class Company {
    /** How long what must come may take on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Lane> SENDING =
            List.of(Lane.HANDOVER, Lane.EVIDENCE, Lane.ANSWER, Lane.CARD, Lane.NOTICE, Lane.REMINDER, Lane.DIGEST);
    private static final AtomicInteger COMPANIES = new AtomicInteger();

    private final Platform platform;
    private final Office office;
    private final String mark = "·" + COMPANIES.incrementAndGet();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final PlatformKit<?> kit;
    private final Person admin;

    private Company(Platform platform) {
        this.platform = platform;
        office = Office.shared(platform);
        kit = office.house(platform)
                .kit()
                .patience(PATIENCE)
                .clock(office.clock())
                .words(this::words)
                .settling(this::settles);
        admin = kit.user(Office.ADMIN);
        office.house(platform).recovers();
        office.forgetRecords();
    }

    /** With 张总 as 审批人, 小李 as 库管, 小赵 as 财务 and 小王 as 销售; 老周 is admin. */
    public static Company on(Platform platform) {
        Company company = new Company(platform);
        company.role("审批人", "张总");
        company.role("库管", "小李");
        company.role("财务", "小赵");
        company.role("销售", "小王");
        company.office.letLimitsPass();
        return company;
    }

    /** With nobody in any role but the admin. */
    public static Company without(Platform platform) {
        Company company = new Company(platform);
        for (String role : List.of("审批人", "库管", "财务", "销售")) {
            company.admin().isAnswered("/role unset " + role, role + "现在没有人了");
        }
        company.office.letLimitsPass();
        return company;
    }

    /** Somebody writes other words into an entry of a record's history, past the bot; 1 is the oldest. */
    public void changesHistory(String number, int entry, String words, String others) {
        office.changesHistory(number, entry, words, others);
    }

    /** A colleague by the short name, hired now if this is the first time. */
    public Person person(String shortName) {
        return people.computeIfAbsent(shortName, name -> kit.user(name + mark));
    }

    public Person wang() {
        return person("小王");
    }

    public Person zhang() {
        return person("张总");
    }

    public Person li() {
        return person("小李");
    }

    public Person zhao() {
        return person("小赵");
    }

    public Person admin() {
        return admin;
    }

    /** The admin names the role's only holders, as the platform lets people be named. */
    public void role(String role, String... shortNames) {
        List<String> holders = new ArrayList<>();
        for (String name : shortNames) {
            holders.add(office.house(platform).named(name, person(name)));
        }
        admin.isAnswered("/role set " + role + " " + String.join(" ", holders), role + "现在是", shortNames[0]);
    }

    /** A new group of these people and the bot. */
    public Group group(String name, Person... members) {
        return office.house(platform).group(name + mark, members);
    }

    /** Presses reject with a reason, in as many presses as the platform makes of it; what came of the last one. */
    public Pressed rejects(PhoneCard approval, String reason) {
        return office.house(platform).rejects(approval, reason);
    }

    /** The same press that many times at once and once more after it, past every phone. */
    public List<CallbackAnswer> sendsAgainAndAgain(Person person, PhoneCard card, String button, int times) {
        return office.house(platform).sendsAgainAndAgain(person, card, button, times);
    }

    /** A press that somebody else signed. */
    public CallbackAnswer sendsForged(Person person, PhoneCard card, String button) {
        return office.house(platform).sendsForged(person, card, button);
    }

    /** A press that was signed at that moment. */
    public CallbackAnswer sendsAsOf(Person person, PhoneCard card, String button, Instant moment) {
        return office.house(platform).sendsAsOf(person, card, button, moment);
    }

    /** A new delivery; nothing has happened yet. */
    public DeliveryStory delivery() {
        return new DeliveryStory(this);
    }

    /** Business time. */
    public Instant now() {
        return kit.clock().now();
    }

    /** Now, as it is picked in a form. */
    public String picked() {
        return kit.clock().picked();
    }

    /** That long after now, as it is picked in a form. */
    public String picked(Duration later) {
        return kit.clock().picked(later);
    }

    /** Moves business time to the next moment of that time of day. */
    public void itIs(String time) {
        kit.clock().jumpsToNext(time);
    }

    /** Moves business time on. */
    public void passes(Duration time) {
        kit.clock().jumps(time);
    }

    /** Waits until everything that is due has been sent. */
    public void settles() {
        settle(office);
    }

    static void settle(Office office) {
        Schedules schedules = office.part(Schedules.class);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            Map<Lane, Long> backlog = schedules.backlog();
            return SENDING.stream().allMatch(lane -> backlog.getOrDefault(lane, 0L) == 0);
        });
    }

    /**
     * What the bot's read API answers a program that has the token.
     *
     * @param path such as {@code /api/v1/flows}
     */
    public String reads(String path) {
        HttpRequest call = HttpRequest.newBuilder(office.address().resolve(path))
                .header("Authorization", "Bearer " + Office.API_TOKEN)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Writes down the whole store, whatever is under way. */
    public void dumps(Path file) throws IOException {
        office.dumps(file);
    }

    /** A part of the bot itself, for what no phone can bring about. */
    public <T> T part(Class<T> type) {
        return office.part(type);
    }

    /** How many callbacks came out so, since the bot started. */
    public long counted(CallbackCounters.Outcome outcome) {
        return new CallbackCounters(office.part(MeterRegistry.class), io.soprelay.im.Platform.valueOf(platform.name()))
                .value(outcome);
    }

    /** From now on nothing of the bot reaches that person. */
    public void outOfReach(Person person) {
        office.house(platform).reachable(person, false);
    }

    public void backInReach(Person person) {
        office.house(platform).reachable(person, true);
    }

    /** How the admin names that person in a line. */
    public String named(String shortName) {
        return office.house(platform).named(shortName, person(shortName));
    }

    /** What the bot's meter says of open incidents of a kind. */
    public double openIncidents(String kind) {
        return office.part(MeterRegistry.class)
                .get("relay.incidents.open")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    /** The next calls of the bot about messages or cards are told to slow down. */
    public void platformIsBusyFor(int calls) {
        office.house(platform).tooMany(calls);
    }

    /** The next calls of the bot about messages or cards fail without effect. */
    public void platformFailsFor(int calls) {
        office.house(platform).fails(calls);
    }

    /** The next calls of the bot about messages or cards have their effect and get no answer. */
    public void platformLosesAnswersOf(int calls) {
        office.house(platform).losesAnswers(calls);
    }

    /** What the bot called until now. */
    public List<WireLog.Entry> calls() {
        return office.house(platform).calls();
    }

    /**
     * How many calls of this month the bot has counted.
     *
     * @throws IllegalStateException where calls are not counted
     */
    public long callsCounted() {
        PlatformState.Calls calls = office.part(ImGateway.class).state().calls();
        if (calls == null) {
            throw new IllegalStateException("calls of " + platform + " are not counted");
        }
        return calls.used();
    }

    /**
     * How many messages and presses of this month the bot has counted.
     *
     * @throws IllegalStateException where they are not counted
     */
    public long pushesCounted() {
        PlatformState.Calls pushes = office.part(ImGateway.class).state().pushes();
        if (pushes == null) {
            throw new IllegalStateException("pushes of " + platform + " are not counted");
        }
        return pushes.used();
    }

    /** @throws IllegalArgumentException on another platform */
    public FeishuPlatform feishu() {
        return office.feishu();
    }

    /** @throws IllegalArgumentException on another platform */
    public DingTalkPlatform dingTalk() {
        return office.dingTalk();
    }

    /** The same words with every short name replaced by the full one. */
    private String words(String text) {
        String replaced = text;
        for (Map.Entry<String, Person> person : people.entrySet()) {
            replaced = replaced.replace(person.getKey(), person.getValue().name());
        }
        return replaced;
    }
}
