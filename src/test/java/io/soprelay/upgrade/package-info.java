/**
 * Stores that released versions have left, under {@code src/test/resources/stores}: every later version reads them. A
 * release adds its own by {@code scripts/test -Dtest=StoreOfThisReleaseTest -Drelay.golden=<version>}; none is ever changed.
 */
@NullMarked
package io.soprelay.upgrade;

import org.jspecify.annotations.NullMarked;
