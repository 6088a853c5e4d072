/**
 * What has left the store: segments, compressed files of entries that are only ever appended to, each entry sealed over the
 * one before it, and a ledger that reads from there what the store has only a stub of. Imports {@code ledger} alone; the
 * engine decides what leaves. Start reading at {@link io.soprelay.archive.ArchivedLedger}.
 */
@NullMarked
package io.soprelay.archive;

import org.jspecify.annotations.NullMarked;
