/**
 * The core: what a status flow is, what can be said to it and what follows. Plain Java: no framework, no clock, no
 * input or output, so that every rule is a pure function. Start reading at {@code flow.model.FlowCommand}.
 */
@NullMarked
package io.soprelay.flow;

import org.jspecify.annotations.NullMarked;
