/**
 * Conditions in FEEL behind the core's port: parsed by the FEEL engine, passed only if every node is on the list,
 * bounded in size and time. Imports {@code flow.definition} and {@code flow.model}; made by the root. Start reading at
 * {@link io.soprelay.catalog.feel.FeelConditions}.
 */
@NullMarked
package io.soprelay.catalog.feel;

import org.jspecify.annotations.NullMarked;
