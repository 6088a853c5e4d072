/**
 * The system of record in Redis: the ports of {@code ledger} (and of {@code catalog}) behind one Lua script an act.
 *
 * <p>Entered by the root that wires it; imports {@code ledger}, {@code redis.client} and {@code
 * redis.server}, whose files its own are written like. Keys are named in
 * {@link io.soprelay.redis.RedisKeys}, scripts stand in {@code resources/redis}. Start reading at
 * {@link io.soprelay.redis.RedisStore}.
 */
@NullMarked
package io.soprelay.redis;

import org.jspecify.annotations.NullMarked;
