package io.soprelay.redis.server;

import io.soprelay.ledger.HistoryChain;
import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The key that seals histories: in the settings, or in a file beside the store's password that nobody else may read. */
public final class HistoryKey {
    public static final String FILE = "history.key";

    private HistoryKey() {}

    /**
     * The key in use; the first start without one makes it.
     *
     * @throws EmbeddedRedisException if the folder cannot be used
     */
    public static HistoryChain chain(RedisSettings settings) {
        return new HistoryChain(HexFormat.of()
                .parseHex(
                        settings.historyKey().isPresent()
                                ? settings.historyKey().reveal()
                                : kept(settings.dataDir())));
    }

    private static String kept(Path folder) {
        try {
            Files.createDirectories(folder);
            return PrivateFiles.secret(folder.resolve(FILE));
        } catch (IOException e) {
            throw new EmbeddedRedisException(
                    Reason.FOLDER_UNUSABLE,
                    "The key that seals histories cannot be kept in %s: %s. Let this user write there, or set %s."
                            .formatted(folder, e.getMessage(), "relay.redis.history-key"),
                    e);
        }
    }
}
