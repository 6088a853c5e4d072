package io.soprelay.redis.server;

import java.nio.file.Path;

/** A redis-server or valkey-server that was seen to run on this machine. */
record RedisExecutable(Path path, ServerVersion version) {}
