/**
 * A small company on its phones: people who write to the bot and press its cards over the platform's wire format, and
 * the whole bot behind it in this JVM, with its own Redis. For scenarios; may use every room, nobody but scenarios uses
 * it.
 *
 * <p>Start reading at {@link io.soprelay.testkit.company.Company}.
 */
@NullMarked
package io.soprelay.testkit.company;

import org.jspecify.annotations.NullMarked;
