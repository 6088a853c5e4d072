/**
 * Test tools that every room may use: real servers, clocks, fixtures.
 *
 * <p>Start reading at the tool you need; each stands alone.
 */
@NullMarked
package io.soprelay.testkit;

import org.jspecify.annotations.NullMarked;
