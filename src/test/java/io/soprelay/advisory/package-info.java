/**
 * Known advisories against what is built in, without a network: {@code docs/advisories.tsv} says which versions each is
 * about and what we answer; a version inside such a range without an answer fails the build.
 */
@NullMarked
package io.soprelay.advisory;

import org.jspecify.annotations.NullMarked;
