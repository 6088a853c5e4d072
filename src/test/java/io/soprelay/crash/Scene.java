package io.soprelay.crash;

import io.soprelay.crash.Boundary.Act;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.SimulatorProblem;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.PlatformKit;
import io.soprelay.testkit.company.House;
import io.soprelay.testkit.company.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** A small company on one platform whose bot and store are killed and stopped while its people work. */
final class Scene implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");
    private static final Duration SPRINGS_WITHIN = Duration.ofSeconds(30);
    private static final int PRESSES_MAX = 12;
    /** After the last fault. */
    private static final Duration RESTS_WITHIN = Duration.ofSeconds(60);
    /** Feishu pushes an event again after 15 s. */
    private static final Duration PUSHED_AGAIN_WITHIN = Duration.ofSeconds(30);

    private static final Trap.Prey NOBODY = new Trap.Prey("", "", "", "", "");

    private final Platform platform;
    private final House house;
    private final Machine machine;
    private final HttpGate calls;
    private final HttpGate callbacks;
    private final Trap trap = new Trap();
    private final PlatformKit<?> kit;
    private final Person admin;
    private final Person wang;
    private final Person zhang;
    private final Person li;
    private int deliveries;

    /** The delivery of a cell that was broken before its end; empty if there is none. */
    private String unended = "";

    private double longestUnrest;

    Scene(Platform platform, List<String> program) throws IOException {
        this.platform = platform;
        house = platform.open(InstantSource.system());
        String adminAccount = house.account("老周");
        List<String> settings = new ArrayList<>(house.settings());
        URI base = HttpGate.platformIn(settings);
        calls = new HttpGate(base);
        settings.replaceAll(
                setting -> setting.replace(base.toString(), calls.address().toString()));
        settings.add("relay.admins=" + adminAccount);
        machine = new Machine(program, settings);
        callbacks = new HttpGate(machine.address());
        house.bot(callbacks.address());
        kit = house.kit().patience(Machine.PATIENCE).clock(new BotClock(machine.address(), now -> {}));
        machine.ensureUp();
        admin = kit.user("老周");
        wang = kit.user("小王");
        zhang = kit.user("张总");
        li = kit.user("小李");
        List.of(wang, zhang, li).forEach(person -> person.isAnswered("/help", "我能帮你做什么"));
        role("审批人", "张总", zhang);
        role("库管", "小李", li);
        machine.proxy().witness(trap);
        calls.witness(trap.calls());
        callbacks.witness(trap.callbacks());
    }

    void role(String role, String name, Person holder) {
        admin.isAnswered("/role set " + role + " " + house.named(name, holder), role + "现在是", name);
    }

    /**
     * One delivery from its start to the reminder of its shipping task, with one fault on the way.
     *
     * @return what was broken, each in a sentence; empty if all is well
     */
    List<String> play(Boundary boundary, Fault fault) {
        try {
            endsWhatIsLeft();
            return played(boundary, fault);
        } catch (AssertionError | RuntimeException e) {
            trap.disarm();
            return List.of(
                    String.valueOf(e.getMessage()).lines().limit(40).reduce("", (all, line) -> all + " | " + line));
        }
    }

    /** Or a cell would be judged by what a broken one left behind. */
    private void endsWhatIsLeft() {
        String left = unended;
        unended = "";
        if (!left.isEmpty()) {
            machine.ensureUp();
            ends(left);
        }
    }

    private List<String> played(Boundary boundary, Fault fault) {
        int called = house.calls().size();
        if (boundary.act() == Act.FORM) {
            machine.killBot();
        }
        machine.ensureUp();
        if (boundary.act() == Act.FORM) {
            // A bot that begins knocks at its platform and has a token from then on.
            Machine.await("the bot knocks at its platform", () -> house.calls().size() > called);
        }
        if (boundary.act() == Act.TIMER) {
            // What opens within half an hour of 18:00 is due the day after; 18:01 would come too early for it.
            kit.clock().jumpsToNext("09:00");
        }
        int records = records();
        String number = starts(boundary, fault);
        unended = number;
        if (boundary.act() == Act.ARCHIVE) {
            return leaves(boundary, fault, number);
        }
        PhoneCard approval = zhang.card(number, "请审批：发货审批", "同意");
        Trap.Prey prey = prey(number);
        List<String> toasts = new ArrayList<>();
        if (boundary.act() == Act.PRESS) {
            meets(
                    boundary,
                    Act.PRESS,
                    fault,
                    prey,
                    () -> note(toasts, approval.presses("同意").result()));
        }
        pressesUntilDone(approval, toasts);
        PhoneCard task = li.card(number, "完成发货并反馈发货信息", "完成任务");
        settles();
        if (boundary.act() == Act.PICTURE) {
            sendsPicture(boundary, fault, prey, task);
        }
        if (boundary.act() == Act.TIMER) {
            meets(boundary, Act.TIMER, fault, prey, this::timePasses);
            Machine.await(
                    "the reminder is in the history", () -> happened(prey.flow(), FlowEvent.HoldersReminded.class) > 0);
            settles();
        }
        List<String> found = broken(prey, approval, task, toasts);
        if (records() != records + 1) {
            found.add("I8: one form began %d records".formatted(records() - records));
        }
        Seen.once(wang, number, "审批通过了").forEach(found::add);
        if (boundary.act() == Act.TIMER) {
            Seen.once(li, number, "到时间了").forEach(found::add);
        }
        ends(number);
        return found;
    }

    /** The delivery is cancelled, leaves the store after its retention, and is shown and whole all the same. */
    private List<String> leaves(Boundary boundary, Fault fault, String number) {
        Trap.Prey prey = prey(number);
        ends(number);
        meets(boundary, Act.ARCHIVE, fault, prey, () -> kit.clock().jumps(Machine.RETENTION.multipliedBy(2)));
        Machine.await("the record has left the store", () -> hasLeft(prey.flow()));
        wang.isAnswered("/show " + number, number, "已取消");
        admin.isAnswered("/audit " + number, number, "全部完好");
        List<String> found = new ArrayList<>();
        if (!hasLeft(prey.flow())) {
            found.add("whoever looked at it put it back");
        }
        admin.isAnswered("/audit verify", "全部完好");
        machine.mistakesLogged().forEach(line -> found.add("logged: " + line));
        return found;
    }

    private boolean hasLeft(String flow) {
        try (Jedis store = machine.store()) {
            return new Truth(store).isArchived(flow);
        }
    }

    /** Nothing of it stays open: on DingTalk a picture names no task, so every open one would fit the pictures of later cells. */
    private void ends(String number) {
        int mark = wang.mark();
        pushed(() -> wang.says("/show " + number));
        PhoneCard record = wang.card(mark, number, "取消这张单子");
        record.presses("取消这张单子").sees("为什么");
        record.fills("为什么？（对方会看到）", "试完了").presses("取消这张单子").seesToast("已取消");
        unended = "";
        settles();
    }

    /** Until the shipping task is due; the clock's own answer may be lost with the bot, and time has moved all the same. */
    private void timePasses() {
        try {
            kit.clock().jumpsToNext("18:01");
        } catch (SimulatorProblem answerLost) {
            return;
        }
    }

    private void requireSprung(Trap.Set set, Boundary boundary) {
        if (!set.springs(SPRINGS_WITHIN)) {
            trap.disarm();
            throw new AssertionError("not reached: " + boundary.words());
        }
    }

    /** A new delivery, submitted by somebody who presses until the form says that it was taken. */
    private String starts(Boundary boundary, Fault fault) {
        int mark = wang.mark();
        AtomicBoolean taken = new AtomicBoolean();
        meets(boundary, Act.FORM, fault, NOBODY, () -> {
            house.tokensEnd();
            taken.set(asksForForm());
        });
        boolean asksAgain = boundary.isAskedAgain(platform, taken.get());
        if (asksAgain && !Machine.comesTo(PUSHED_AGAIN_WITHIN, () -> Seen.since(wang, mark, "发起发货流程") > 0)) {
            asksForForm();
        }
        PhoneCard form = wang.card(mark, "发起发货流程", "提交");
        form.fills("客户名称", "客户" + ++deliveries, "发货内容", "交换机", "数量", "1", "金额", "1");
        meets(boundary, Act.START, fault, NOBODY, () -> form.presses("提交"));
        for (int press = 0; press < PRESSES_MAX && form.read().buttons().contains("提交"); press++) {
            form.presses("提交");
        }
        return form.comesToShow("已提交").reads(NUMBER);
    }

    private boolean asksForForm() {
        return pushed(() -> wang.says("/start 发货流程"));
    }

    String startsUndisturbed() {
        // A boundary that no start meets.
        return starts(Boundary.RECEIVED, Fault.KILL_BOT);
    }

    /** Who hears nothing of a picture for half a minute sends another. */
    private void sendsPicture(Boundary boundary, Fault fault, Trap.Prey prey, PhoneCard task) {
        int mark = li.mark();
        meets(boundary, Act.PICTURE, fault, prey, () -> repliesWithPicture(task));
        int sent = 1;
        if (!Machine.comesTo(PUSHED_AGAIN_WITHIN, () -> pictures(prey) > 0)) {
            repliesWithPicture(task);
            sent++;
        }
        if (!Machine.comesTo(PUSHED_AGAIN_WITHIN, () -> pictures(prey) > 0)) {
            throw li.failure("a picture in the history of " + prey.number(), "none of " + sent);
        }
        li.seesAfter(mark, "已收到物流凭证");
        settles();
        long told = Seen.since(li, mark, "已收到物流凭证");
        if (pictures(prey) > sent || told > sent) {
            throw new AssertionError(
                    "I1, I5: %d pictures sent, %d kept, %d times told".formatted(sent, pictures(prey), told));
        }
    }

    private void repliesWithPicture(PhoneCard task) {
        pushed(() -> li.repliesWithPicture(task));
    }

    /** Whether it was acknowledged in time; Feishu pushes again by itself what was not. */
    private static boolean pushed(Runnable event) {
        try {
            event.run();
            return true;
        } catch (AssertionError notTakenYet) {
            return false;
        }
    }

    private long pictures(Trap.Prey prey) {
        return happened(prey.flow(), FlowEvent.EvidenceAttached.class);
    }

    /** Does something; if the boundary belongs to it, the fault happens meanwhile and everything runs again after it. */
    private void meets(Boundary boundary, Act act, Fault fault, Trap.Prey prey, Runnable doing) {
        if (boundary.act() != act) {
            doing.run();
            return;
        }
        Trap.Set set = trap.set(boundary, prey, () -> machine.make(fault));
        doing.run();
        requireSprung(set, boundary);
        machine.ensureUp();
    }

    private int records() {
        try (Jedis store = machine.store()) {
            return new Truth(store).liveRecords().size();
        }
    }

    Trap.Prey prey(String number) {
        try (Jedis store = machine.store()) {
            String flow = new Truth(store).flowOf(number);
            return new Trap.Prey(
                    flow,
                    Truth.partition(flow),
                    number,
                    zhang.phone().accountId(),
                    li.phone().accountId());
        }
    }

    /** As a person does: who was told to press again, or got no answer, presses again while there is a button. */
    void pressesUntilDone(PhoneCard approval, List<String> toasts) {
        for (int press = 0; press < PRESSES_MAX; press++) {
            if (toasts.stream().anyMatch(toast -> toast.contains("已同意"))
                    || !approval.read().buttons().contains("同意")) {
                return;
            }
            try {
                note(toasts, approval.presses("同意").result());
            } catch (AssertionError buttonHasJustGone) {
                return;
            }
        }
        throw new AssertionError("a press was not taken in " + PRESSES_MAX + " tries: " + toasts);
    }

    private static void note(List<String> toasts, ClickResult result) {
        toasts.add(result.answered() ? result.toastText() : "no answer");
    }

    void settles() {
        long began = System.nanoTime();
        try (Jedis store = machine.store()) {
            Truth truth = new Truth(store);
            if (!Machine.comesTo(RESTS_WITHIN, truth::isDrained)) {
                throw new AssertionError(
                        "I4, I14: after %d s there waits %s".formatted(RESTS_WITHIN.toSeconds(), truth.waiting()));
            }
        }
        longestUnrest = Math.max(longestUnrest, (System.nanoTime() - began) / 1e9);
    }

    /** The longest time until all queues were empty, after everything ran again; in seconds. */
    double longestUnrest() {
        return longestUnrest;
    }

    /** How often, by its history. */
    private long happened(String flow, Class<? extends FlowEvent> kind) {
        try (Jedis store = machine.store()) {
            return new Truth(store)
                    .history(flow).stream()
                            .flatMap(entry -> entry.events().stream())
                            .filter(kind::isInstance)
                            .count();
        }
    }

    private List<String> broken(Trap.Prey prey, PhoneCard approval, PhoneCard task, List<String> toasts) {
        List<String> found = new ArrayList<>();
        try (Jedis store = machine.store()) {
            Truth truth = new Truth(store);
            found.addAll(truth.broken(prey.flow()));
            truth.openIncidents().forEach(incident -> found.add("I4: an incident is open: " + incident));
            if (!truth.record(prey.flow()).state().equals("已审批")) {
                found.add("I1: " + toasts + ", and the record is "
                        + truth.record(prey.flow()).state());
            }
        }
        if (!approval.read().shows("已同意") || approval.read().buttons().contains("同意")) {
            found.add("I6: the card of who approved says: " + approval.read().text());
        }
        if (!task.read().buttons().contains("完成任务")) {
            found.add("I6: the card of the open task says: " + task.read().text());
        }
        for (Person person : List.of(admin, wang, zhang, li)) {
            Seen.twice(person, prey.number()).forEach(found::add);
        }
        machine.mistakesLogged().forEach(line -> found.add("logged: " + line));
        return found;
    }

    /** What happens when an older copy of the store's file is put in its place. */
    OlderFile olderFile() {
        return new OlderFile(this, machine, admin, wang, zhang);
    }

    @Override
    public void close() throws IOException {
        kit.close();
        house.close();
        calls.close();
        callbacks.close();
        machine.close();
    }
}
