/** Proof for flow files: reading, linting, publishing. Start at {@code ShippedFlowsTest}. */
@NullMarked
package io.soprelay.catalog;

import org.jspecify.annotations.NullMarked;
