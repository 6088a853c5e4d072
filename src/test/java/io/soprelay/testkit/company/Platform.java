package io.soprelay.testkit.company;

/** The platforms that every scenario is played on. */
public enum Platform {
    FEISHU
}
