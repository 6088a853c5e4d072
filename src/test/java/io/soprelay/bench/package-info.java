/**
 * Measuring programs, never timed tests: the engine against its store, the cost of an act as records pile up, a whole
 * click over HTTP into the real jar, start-up and size, the simulator's page open for hours. Run by {@code
 * scripts/bench}; what the figures mean stands in {@code docs/benchmarks.md}. May enter every room but {@code
 * io.soprelay} itself. Start reading at {@link io.soprelay.bench.Bench}.
 */
@NullMarked
package io.soprelay.bench;

import org.jspecify.annotations.NullMarked;
