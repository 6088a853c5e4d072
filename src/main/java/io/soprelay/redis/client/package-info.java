/**
 * How the product talks to Redis: one pooled client that never repeats a command by itself, and Lua scripts with a
 * checked contract header.
 *
 * <p>Entered by {@code redis} (the stores) and by the root that wires them; imports {@code settings} only. Start reading
 * at {@link io.soprelay.redis.client.RedisConnections} and {@link io.soprelay.redis.client.LuaScript}.
 */
@NullMarked
package io.soprelay.redis.client;

import org.jspecify.annotations.NullMarked;
