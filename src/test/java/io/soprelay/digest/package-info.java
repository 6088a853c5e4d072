@NullMarked
package io.soprelay.digest;

import org.jspecify.annotations.NullMarked;
