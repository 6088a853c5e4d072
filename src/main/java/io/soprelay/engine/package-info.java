/**
 * The imperative shell of the core: load, decide, commit, again after a lost race. Imports {@code flow}, {@code ledger},
 * {@code codec}, {@code outbox}, {@code directory}, {@code catalog}. Start reading at {@link
 * io.soprelay.engine.FlowEngine}.
 */
@NullMarked
package io.soprelay.engine;

import org.jspecify.annotations.NullMarked;
