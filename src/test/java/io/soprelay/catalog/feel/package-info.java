/** Proof for conditions in FEEL. */
@NullMarked
package io.soprelay.catalog.feel;

import org.jspecify.annotations.NullMarked;
