/**
 * What may happen: states, transition rules, work items, forms, people variables, due times. Immutable data, read from
 * flow files by {@code catalog}. Imports nothing. Start reading at {@link io.soprelay.flow.definition.FlowDefinition}.
 */
@NullMarked
package io.soprelay.flow.definition;

import org.jspecify.annotations.NullMarked;
