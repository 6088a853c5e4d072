package io.soprelay.im.feishu;

import com.lark.oapi.okhttp.Call;
import com.lark.oapi.okhttp.OkHttpClient;
import com.lark.oapi.okhttp.Request;
import com.lark.oapi.okhttp.WebSocket;
import com.lark.oapi.okhttp.WebSocketListener;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.line.Connection;
import io.soprelay.im.line.Connector;
import io.soprelay.settings.FeishuSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens long connections to Feishu with the official SDK, one client a connection. */
public final class FeishuConnector implements Connector {
    /** For the endpoint call, and again for the handshake; the platform answers both at once or not at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final FeishuSettings settings;
    private final FeishuLineEvents events;
    private final InstantSource clock;
    private final Duration patience;
    private final OkHttpClient http;

    /** @param clock the machine's clock, never the business clock */
    public FeishuConnector(
            FeishuSettings settings,
            TenantGuard tenants,
            FeishuDesk desk,
            CallbackCounters counters,
            InstantSource clock) {
        this(settings, tenants, desk, counters, clock, PATIENCE);
    }

    FeishuConnector(
            FeishuSettings settings,
            TenantGuard tenants,
            FeishuDesk desk,
            CallbackCounters counters,
            InstantSource clock,
            Duration patience) {
        this.settings = settings;
        this.events = new FeishuLineEvents(settings.appId(), tenants, desk, counters);
        this.clock = clock;
        this.patience = patience;
        this.http = new OkHttpClient.Builder()
                .callTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    public Connection open(Runnable onEnd) throws IOException, LineRefusedException, InterruptedException {
        FeishuConnection connection = new FeishuConnection(events, clock, onEnd);
        boolean done = false;
        try {
            FeishuSdkClient client = FeishuSdkClient.of(settings, events, new Tapped(http, connection));
            connection.handledBy(client);
            client.connect();
            connection.opened().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            done = true;
            return connection;
        } catch (TimeoutException silent) {
            throw new IOException("Feishu does not finish the handshake within " + patience, silent);
        } catch (ExecutionException refused) {
            throw told(refused.getCause() == null ? refused : refused.getCause());
        } catch (InterruptedException stopping) {
            throw stopping;
        } catch (IllegalStateException otherSdk) {
            throw new IOException(String.valueOf(otherSdk.getMessage()), otherSdk);
        } catch (Throwable failed) {
            throw told(FeishuLineProblem.of(failed, null));
        } finally {
            if (!done) {
                connection.close(Duration.ZERO);
            }
        }
    }

    private static IOException told(Throwable problem) throws LineRefusedException, IOException {
        if (problem instanceof LineRefusedException refused) {
            throw refused;
        }
        return problem instanceof IOException failed ? failed : new IOException("Feishu cannot be reached", problem);
    }

    /** The SDK's way to the network, with the connection between the SDK and its socket. */
    private static final class Tapped extends OkHttpClient {
        private final OkHttpClient http;
        private final FeishuConnection connection;

        Tapped(OkHttpClient http, FeishuConnection connection) {
            this.http = http;
            this.connection = connection;
        }

        @Override
        public Call newCall(Request request) {
            return http.newCall(request);
        }

        @Override
        public WebSocket newWebSocket(Request request, WebSocketListener listener) {
            WebSocket socket = http.newWebSocket(request, connection.inPlaceOf(listener));
            connection.socket(socket);
            return socket;
        }
    }
}
