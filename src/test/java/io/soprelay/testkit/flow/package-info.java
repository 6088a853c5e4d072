/**
 * Test kit of the core: both shipped flows as Java, the people who play them, and {@link
 * io.soprelay.testkit.flow.FlowSpecification} for given / when / then. Start reading there.
 */
@NullMarked
package io.soprelay.testkit.flow;

import org.jspecify.annotations.NullMarked;
