/**
 * The simulator's page in a real Chromium, on the real simulator and the real bot: what a visitor sees and does, by
 * clicks and keys. Skipped, with the reason, where no Chromium is installed; on the build server that is a failure.
 * Pictures for the eye are left in {@code target/screenshots}. Start at {@code FourPhonesTest}.
 */
@NullMarked
package io.soprelay.page;

import org.jspecify.annotations.NullMarked;
