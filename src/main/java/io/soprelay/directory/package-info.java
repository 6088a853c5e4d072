/**
 * People: members with their platform accounts, and the roles they hold. Imports {@code ledger}, {@code codec}, {@code
 * outbox}, {@code flow.model}, {@code im} (accounts only). Start reading at {@link io.soprelay.directory.Members}.
 */
@NullMarked
package io.soprelay.directory;

import org.jspecify.annotations.NullMarked;
