/**
 * The one seam between values and stored bytes; encryption of personal fields will live here. Imports {@code flow.model}.
 * Start reading at {@link io.soprelay.codec.StoredCodec}.
 */
@NullMarked
package io.soprelay.codec;

import org.jspecify.annotations.NullMarked;
