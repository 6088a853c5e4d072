package io.soprelay.im.dingtalk.stream;

import com.dingtalk.open.app.stream.network.api.EndPointConnection;
import com.dingtalk.open.app.stream.network.api.Session;
import io.soprelay.im.line.Connection;
import io.soprelay.im.line.Connector;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections to DingTalk's Stream with the official SDK's network layer, whose parts are public: its WebSocket,
 * frames, keep-alive and acknowledgements. The SDK's client above it is not used. That one opens the next connection only
 * after the last has ended, tries a refused one every five seconds for ever, may hang six hours, drops frames when its
 * queue is full, and says nothing of any of it.
 */
public final class StreamConnector implements Connector {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The SDK pings when nothing was said for so long, and gives up five seconds later. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final StreamGate gate;
    private final String clientId;
    private final StreamDesk desk;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * @param baseUrl of the new API, without a slash at its end; the address it gives out must be {@code wss}
     * @param clock the machine's clock, never the business clock
     */
    public StreamConnector(String baseUrl, String clientId, Secret clientSecret, StreamDesk desk, InstantSource clock) {
        this(baseUrl, clientId, clientSecret, desk, clock, PATIENCE);
    }

    /** @param patience for the call, and again for the handshake */
    StreamConnector(
            String baseUrl,
            String clientId,
            Secret clientSecret,
            StreamDesk desk,
            InstantSource clock,
            Duration patience) {
        this.gate = new StreamGate(baseUrl, clientId, clientSecret, patience);
        this.clientId = clientId;
        this.desk = desk;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Connection open(Runnable onEnd) throws IOException, LineRefusedException, InterruptedException {
        StreamGate.Address address = gate.open();
        StreamConnection connection = new StreamConnection(desk, clock, onEnd);
        // The SDK puts the ticket into the address as it is.
        String pass = URLEncoder.encode(address.pass(), StandardCharsets.UTF_8);
        EndPointConnection to =
                new EndPointConnection(clientId, address.endpoint().toString(), pass, null);
        try {
            // What the SDK calls time to live bounds the handshake here; the age of connections is the keeper's affair.
            Session session = com.dingtalk.open.app.stream.network.core.Connector.connect(
                    to, connection, patience.toMillis(), patience.toMillis(), IDLE.toMillis());
            connection.opened(session);
            return connection;
        } catch (InterruptedException stopping) {
            connection.close(Duration.ZERO);
            throw stopping;
        } catch (TimeoutException silent) {
            connection.close(Duration.ZERO);
            throw new IOException("DingTalk's Stream does not finish the handshake within " + patience, silent);
        } catch (Exception failed) {
            connection.close(Duration.ZERO);
            throw new IOException("DingTalk's Stream cannot be reached (" + reason(failed) + ")", failed);
        }
    }

    private static String reason(Exception failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getClass().getSimpleName();
    }
}
