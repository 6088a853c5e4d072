package io.soprelay.crash;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.ledger.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** An older copy of the store's file in its place, under a bot that runs on and before one that starts (I16). */
final class OlderFile {
    private static final String ROLLED_BACK = "数据退回到了以前";
    private static final String GO_ON = "继续发送";

    private final Scene scene;
    private final Machine machine;
    private final Person admin;
    private final Person wang;
    private final Person zhang;

    OlderFile(Scene scene, Machine machine, Person admin, Person wang, Person zhang) {
        this.scene = scene;
        this.machine = machine;
        this.admin = admin;
        this.wang = wang;
        this.zhang = zhang;
    }

    /**
     * An older copy of the store's file is put in its place while the bot runs on.
     *
     * @return what was broken; empty if an admin is told
     */
    List<String> whileTheBotRuns() {
        try {
            machine.ensureUp();
            scene.settles();
            byte[] older = machine.copies();
            for (int i = 0; i < 3; i++) {
                scene.startsUndisturbed();
            }
            scene.role("库管", "张总", zhang);
            scene.settles();
            int mark = admin.mark();
            machine.restores(older);
            machine.ensureUp();
            PhoneCard incident = admin.card(mark, ROLLED_BACK, GO_ON);
            admin.isAnswered("/role list", "库管：小李");
            incident.presses(GO_ON);
            incident.comesToShow("处理好了");
            scene.settles();
            return List.of();
        } catch (AssertionError | RuntimeException | IOException e) {
            return List.of("I16: " + e.getMessage());
        }
    }

    /**
     * An older copy of the store's file is put in its place while no bot runs: what people ask for is answered, what they
     * are told waits until an admin goes on.
     *
     * @return what was broken; empty if it is so
     */
    List<String> whileNoBotRuns() {
        try {
            machine.ensureUp();
            scene.settles();
            // A store that went back gives the numbers of lost records again: their cards are still on the phones.
            int asked = zhang.mark();
            String number = scene.startsUndisturbed();
            PhoneCard approval = zhang.card(asked, number, "请审批：发货审批", "同意");
            scene.settles();
            byte[] older = machine.copies();
            scene.pressesUntilDone(approval, new ArrayList<>());
            scene.settles();
            Machine.await("what was seen is written down", this::isWrittenDown);
            int mark = admin.mark();
            machine.restoresAtRest(older);
            machine.ensureUp();

            PhoneCard incident = admin.card(mark, ROLLED_BACK, GO_ON);
            wang.isAnswered("/show " + number, "待审批");
            wang.isAnswered("/task move " + number + " 已取消 客户不要了", "已取消");
            Machine.await("the news was to leave and is put back", () -> isHeld(scene.prey(number)));
            long told = zhang.count(number, "客户不要了");
            incident.presses(GO_ON);
            zhang.sees(number, "客户不要了");
            scene.settles();
            return told == 0 ? List.of() : List.of("I16: news left before an admin went on");
        } catch (AssertionError | RuntimeException | IOException e) {
            return List.of("I16: " + e.getMessage());
        }
    }

    private boolean isWrittenDown() {
        try (Jedis store = machine.store()) {
            return machine.remembered().equals(new Truth(store).sequences());
        }
    }

    private boolean isHeld(Trap.Prey prey) {
        try (Jedis store = machine.store()) {
            return new Truth(store).isTriedInVain(prey.partition(), Lane.NOTICE);
        }
    }
}
