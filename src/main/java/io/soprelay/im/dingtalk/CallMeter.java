package io.soprelay.im.dingtalk;

import java.time.YearMonth;

/** How many of the calls that the company has bought for this month are used, over all nodes. */
public interface CallMeter {

    Used used();

    /**
     * @param month calendar month in the company's zone
     * @param calls made so far as far as this node knows; other nodes' calls of the last few seconds may lack
     * @param limit what the company has bought
     * @param spent whether the platform has refused a call because the month is used up
     */
    record Used(YearMonth month, long calls, long limit, boolean spent) {
        /** 0 to 100 and more. */
        public int percent() {
            return (int) Math.min(Integer.MAX_VALUE, calls * 100 / Math.max(1, limit));
        }
    }
}
