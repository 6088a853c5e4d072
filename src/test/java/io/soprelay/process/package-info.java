/**
 * Real processes: the bot as its users start it, killed and started again. Start reading at {@code KilledBotTest}.
 */
@NullMarked
package io.soprelay.process;

import org.jspecify.annotations.NullMarked;
