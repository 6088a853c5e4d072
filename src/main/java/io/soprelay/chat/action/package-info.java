/**
 * What a person can press: one class an action, found by the button's id. Authority comes from the operator alone;
 * everything is committed before the answer. Imports {@code chat.view}, {@code chat.command} (to do what writing would
 * do), {@code engine}, {@code flow.model}, {@code directory}, {@code im}. Start reading at {@link
 * io.soprelay.chat.action.CardActionHandler}.
 */
@NullMarked
package io.soprelay.chat.action;

import org.jspecify.annotations.NullMarked;
