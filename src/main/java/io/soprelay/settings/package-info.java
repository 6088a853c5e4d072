/**
 * Validated settings: records that refuse nonsense in their constructor, read once at start.
 *
 * <p>Imports no other room; every room but {@code flow} may read it. Each record names its property, the value found and
 * the range in its refusal. Start reading at any record; {@link io.soprelay.settings.Secret} holds what must not be
 * printed.
 */
@NullMarked
package io.soprelay.settings;

import org.jspecify.annotations.NullMarked;
