/**
 * Starts the service and wires adapters to ports; the only room that knows every other.
 *
 * <p>Start reading at {@link io.soprelay.SopRelay}.
 */
@NullMarked
package io.soprelay;

import org.jspecify.annotations.NullMarked;
