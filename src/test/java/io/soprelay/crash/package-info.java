/**
 * Real processes that are killed, stopped and cut off at named places, and files that a power cut left: what is lost, and
 * is it said? Run by {@code scripts/crash}; a short form runs with the tests. Start reading at {@code Crash}.
 */
@NullMarked
package io.soprelay.crash;

import org.jspecify.annotations.NullMarked;
