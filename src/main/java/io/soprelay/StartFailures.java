package io.soprelay;

import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.redis.server.EmbeddedRedisException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;

/** Finds the one sentence that says why the bot did not start. */
public final class StartFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence = sentence(cause);
            if (sentence != null) {
                return new FailureAnalysis(sentence, null, cause);
            }
        }
        return null;
    }

    private static @Nullable String sentence(Throwable cause) {
        return switch (cause) {
            case PortInUseException taken ->
                "Port " + taken.getPort() + " is in use by another program; stop it, or choose another port with"
                        + " --server.port=" + (taken.getPort() + 1) + ".";
            case StartRefusedException refused -> refused.getMessage();
            case EmbeddedRedisException refused -> refused.getMessage();
            case LedgerUnavailableException away -> away.getMessage() + "; look after Redis and start again.";
            default -> null;
        };
    }
}
