package io.soprelay.testkit.flow;

import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.People.Holders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of the company in tests. */
public final class Cast {
    /** 销售: starts records and owns them. */
    public static final MemberId WANG = new MemberId("wang");
    /** 审批人, the first asked. */
    public static final MemberId ZHANG = new MemberId("zhang");
    /** 审批人, asked after Zhang. */
    public static final MemberId LIU = new MemberId("liu");
    /** 库管. */
    public static final MemberId LI = new MemberId("li");
    /** 库管 too. */
    public static final MemberId CHEN = new MemberId("chen");
    /** 财务. */
    public static final MemberId ZHAO = new MemberId("zhao");
    /** 财务 too. */
    public static final MemberId QIAN = new MemberId("qian");
    /** Wang's manager. */
    public static final MemberId SUN = new MemberId("sun");
    /** The admin. */
    public static final MemberId ZHOU = new MemberId("zhou");
    /** A colleague who has nothing to do with any of it. */
    public static final MemberId WU = new MemberId("wu");

    public static final List<MemberId> EVERYBODY = List.of(WANG, ZHANG, LIU, LI, CHEN, ZHAO, QIAN, SUN, ZHOU, WU);

    private Cast() {}

    /** Every role held by two people, each role at version 1. */
    public static People people() {
        return new People(
                Map.of(
                        "审批人", new Holders(1, List.of(ZHANG, LIU)),
                        "库管", new Holders(1, List.of(LI, CHEN)),
                        "财务", new Holders(1, List.of(ZHAO, QIAN))),
                Map.of(WANG, SUN),
                List.of(ZHOU));
    }

    /** These people, but this role is held by others now. */
    public static People with(People people, String role, MemberId... holders) {
        Map<String, Holders> roles = new HashMap<>(people.roles());
        roles.put(role, new Holders(people.role(role).version() + 1, List.of(holders)));
        return new People(roles, people.managers(), people.admins());
    }
}
