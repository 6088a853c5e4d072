/** The platform against a bot that opens callbacks with code of its own; start at {@code MessageApiTest}. */
@NullMarked
package io.soprelay.im.simulator;

import org.jspecify.annotations.NullMarked;
