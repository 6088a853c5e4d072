package io.soprelay.im.simulator.kit;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Small pictures that are ones. */
final class Pictures {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    private static final AtomicInteger MADE = new AtomicInteger();

    private Pictures() {}

    /** Unlike any other of this JVM, so that a bot that knows pictures again does not know this one. */
    static byte[] another() {
        byte[] unlike = new byte[PNG.length + 4];
        System.arraycopy(PNG, 0, unlike, 0, PNG.length);
        int number = MADE.incrementAndGet();
        for (int i = 0; i < 4; i++) {
            unlike[PNG.length + i] = (byte) (number >> (8 * i));
        }
        return unlike;
    }
}
