package io.soprelay.im.dingtalk;

/**
 * Hears once a month what admins should know about the calls their company pays for. May hear it again after a crash: the
 * month is the name of the news.
 */
public interface CallNews {
    /** Four fifths are used. */
    void nearlyUsed(CallMeter.Used used);

    /** All are used: nothing leaves until the month ends or more is bought. */
    void spent(CallMeter.Used used);

    /** What people write arrives without words, because the company's pushes of this month are used up. */
    void pushesCut(CallMeter.Used used);
}
