/**
 * What every platform's door needs, whichever transport a call came over: a press is handed in within a budget and
 * settled once its answer is written ({@link io.soprelay.im.door.PressDesk}), events are handed in and counted, the
 * company is fixed at first contact, uploads are remembered. Everybody who comes at once has their turn ({@link
 * io.soprelay.im.door.InboxInTurn}).
 *
 * <p>Imports {@code im} and {@code media}; the platforms' rooms and the root enter. Start reading at {@link
 * io.soprelay.im.door.PressDesk}.
 */
@NullMarked
package io.soprelay.im.door;

import org.jspecify.annotations.NullMarked;
