/**
 * What is and what is said: the instance, the commands, events, effects and rejections as sealed types, and the ids.
 * Imports {@code flow.definition} only. Five files tell the product: {@link io.soprelay.flow.model.FlowInstance}, {@link
 * io.soprelay.flow.model.FlowCommand}, {@link io.soprelay.flow.model.FlowEvent}, {@link
 * io.soprelay.flow.model.Effect}, {@link io.soprelay.flow.model.Rejection}.
 */
@NullMarked
package io.soprelay.flow.model;

import org.jspecify.annotations.NullMarked;
