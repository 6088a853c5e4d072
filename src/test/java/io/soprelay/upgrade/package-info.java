/**
 * Stores that released versions have left, under {@code src/test/resources/stores}: every later version reads them. A
 * release adds its own by {@code scripts/test -Dtest=StoreOfThisReleaseTest -Drelay.golden=<version>}; none is ever changed.
 *
 * <p>Between releases a new format or a new kind of anything stored adds one too, so that what nobody has released yet is
 * not lost again: {@code -Drelay.golden=<version>-<what>}, such as {@code 0.1.0-format2}. {@code KindsInStoresTest} says
 * which kind is in none. What no play leaves for sure is added to {@code OneOfEach}.
 */
@NullMarked
package io.soprelay.upgrade;

import org.jspecify.annotations.NullMarked;
