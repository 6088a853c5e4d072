package io.soprelay.im.simulator;

import java.util.List;
import java.util.Map;

/** The people every simulated company starts with. */
public final class Cast {
    public static final String WANG = "销售小王";
    public static final String ZHANG = "审批人张总";
    public static final String LIU = "审批人刘总";
    public static final String LI = "库管小李";
    public static final String ZHAO = "财务小赵";
    public static final String ZHOU = "管理员老周";
    /** Has no role: what is not his he must not be able to do. */
    public static final String CHEN = "销售小陈";

    /** The group in which all of them are, on every platform. */
    public static final String GROUP = "发货群";

    public static final List<String> ALL = List.of(WANG, ZHANG, LIU, LI, ZHAO, ZHOU, CHEN);

    /** Who plays what, by the word's key in the message files. */
    private static final Map<String, String> ROLES = Map.of(
            WANG,
            "sales",
            ZHANG,
            "approver",
            LIU,
            "approver",
            LI,
            "warehouse",
            ZHAO,
            "finance",
            ZHOU,
            "admin",
            CHEN,
            "nobody");

    private Cast() {}

    /** Key of the word for what a person plays; {@code nobody} for one without a role. */
    public static String roleOf(String name) {
        return ROLES.getOrDefault(name, "nobody");
    }

    /** Everybody is there afterwards, and their group; who was there already stays. */
    public static void join(FeishuPlatform platform) {
        SimulatedPerson[] all = new SimulatedPerson[ALL.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = platform.addPerson(ALL.get(i), "1380000000" + (i + 1));
        }
        platform.addGroup(GROUP, all);
    }
}
