package io.soprelay.scenario;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.testkit.company.Company;
import io.soprelay.testkit.company.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every scenario begins with a company of its own, on every platform in turn. What a platform cannot do is an assumption
 * with its reason at the test, and a line of {@code docs/platforms.md}.
 */
@ParameterizedClass
@EnumSource(Platform.class)
abstract class Scenario {
    @Parameter
    Platform platform = Platform.FEISHU;

    Company company;
    Person wang;
    Person zhang;
    Person li;
    Person zhao;
    Person admin;

    @BeforeEach
    void hire() {
        company = Company.on(platform);
        wang = company.wang();
        zhang = company.zhang();
        li = company.li();
        zhao = company.zhao();
        admin = company.admin();
    }
}
