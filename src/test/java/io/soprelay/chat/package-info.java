/** Specifications of the chat room, on the in-memory store, the real engine and the shipped flows. */
@NullMarked
package io.soprelay.chat;

import org.jspecify.annotations.NullMarked;
