/** Specifications of how values are stored. */
@NullMarked
package io.soprelay.codec;

import org.jspecify.annotations.NullMarked;
