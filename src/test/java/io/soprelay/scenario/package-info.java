/**
 * What the product is for, as sentences: people write, press and send pictures on their phones, and see what comes of
 * it. Each class plays on every platform. Imports {@code testkit.company} and, for what is particular to a platform,
 * its simulator.
 *
 * <p>Start reading at {@code DeliveryScenarioTest}.
 */
@NullMarked
package io.soprelay.scenario;

import org.jspecify.annotations.NullMarked;
