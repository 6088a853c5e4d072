/**
 * The embedded Redis: a real redis-server as a child process, its data folder, its life cycle.
 *
 * <p>Entered by the root that wires the service, and by {@code redis} for {@link
 * io.soprelay.redis.server.PrivateFiles}; imports {@code settings}, {@code redis.client} and, for the key that seals
 * histories, {@code ledger}. The server outlives a killed JVM and is adopted by the next one; it is stopped by an
 * orderly close. Start reading at {@link io.soprelay.redis.server.EmbeddedRedis}.
 */
@NullMarked
package io.soprelay.redis.server;

import org.jspecify.annotations.NullMarked;
