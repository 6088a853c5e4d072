/**
 * The one seam between values and stored bytes; personal texts are hidden here ({@link io.soprelay.codec.Veil}),
 * and names are made of what they name ({@link io.soprelay.codec.Sha256}).
 * Imports {@code flow.model}. Start reading at {@link io.soprelay.codec.StoredCodec}.
 */
@NullMarked
package io.soprelay.codec;

import org.jspecify.annotations.NullMarked;
