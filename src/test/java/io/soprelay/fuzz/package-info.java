/**
 * Hostile input by the million, for every door that reads what strangers write: callbacks, flow files, conditions, chat
 * texts, words on cards. Run by {@code scripts/fuzz}; a short form of each target runs with the tests, and every input
 * that once failed is kept under {@code src/test/resources/fuzz} and fed again. May enter every room but {@code
 * io.soprelay} itself; targets of package-private code stand beside it. Start reading at
 * {@link io.soprelay.fuzz.Fuzz}.
 */
@NullMarked
package io.soprelay.fuzz;

import org.jspecify.annotations.NullMarked;
