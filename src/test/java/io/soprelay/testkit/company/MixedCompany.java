package io.soprelay.testkit.company;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PlatformKit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One scenario's company whose people are on Feishu and on DingTalk, before one bot; nobody holds a role yet. */
public final class MixedCompany {
    private static final AtomicInteger COMPANIES = new AtomicInteger();

    private final Office office = Office.shared(Platform.FEISHU, Platform.DINGTALK);
    private final Map<Platform, PlatformKit<?>> kits = new EnumMap<>(Platform.class);
    private final String mark = "·m" + COMPANIES.incrementAndGet();

    private MixedCompany() {
        office.forgetRecords();
        office.forgetRoles();
        for (Platform platform : Platform.values()) {
            office.house(platform).recovers();
            kits.put(
                    platform,
                    office.house(platform)
                            .kit()
                            .patience(Company.PATIENCE)
                            .clock(office.clock())
                            .settling(() -> Company.settle(office)));
        }
    }

    public static MixedCompany fresh() {
        return new MixedCompany();
    }

    /** Somebody by a short name; the full one differs from scenario to scenario. */
    public Person person(Platform platform, String shortName) {
        return kit(platform).user(shortName + mark);
    }

    /** 老周, who is admin on both platforms with an account on each. */
    public Person admin(Platform platform) {
        return kit(platform).user(Office.ADMIN);
    }

    /** How an admin names an account: {@code dingtalk:…}. */
    public String account(Platform platform, Person person) {
        return platform.name().toLowerCase(java.util.Locale.ROOT) + ":"
                + person.phone().accountId();
    }

    /** Now, as it is picked in a form. */
    public String picked() {
        return kit(Platform.FEISHU).clock().picked();
    }

    /** Waits until everything that is due has been sent. */
    public void settles() {
        Company.settle(office);
    }

    private PlatformKit<?> kit(Platform platform) {
        PlatformKit<?> kit = kits.get(platform);
        if (kit == null) {
            throw new IllegalArgumentException("no " + platform);
        }
        return kit;
    }
}
