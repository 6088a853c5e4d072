package io.soprelay.im.feishu;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.okhttp.OkHttpClient;
import com.lark.oapi.ws.Client;
import io.soprelay.settings.FeishuSettings;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The SDK's client without the parts that keep a bot from being sure of its line. Its {@code start()} is never called: it
 * would begin a ping loop that nothing can end, on threads that keep the process alive, and tries of its own that give up
 * on the first refusal. What is used is what knows the platform: the endpoint call, the handshake, frames, chunks and
 * acknowledgements. Three members that do this are not public; where a later SDK lacks one, {@link #of} says so.
 */
final class FeishuSdkClient {
    private final Client client;
    private final Method connect;
    private final Method handleMessage;

    private FeishuSdkClient(Client client, Method connect, Method handleMessage) {
        this.client = client;
        this.connect = connect;
        this.handleMessage = handleMessage;
    }

    /**
     * @param http carries the SDK's call and its socket
     * @throws IllegalStateException if this SDK is built otherwise; the message is one sentence
     */
    static FeishuSdkClient of(FeishuSettings settings, EventDispatcher events, OkHttpClient http) {
        Client client = new Client.Builder(
                        settings.appId(), settings.appSecret().reveal())
                .domain(settings.baseUrl())
                .eventHandler(events)
                .autoReconnect(false)
                .build();
        try {
            Field httpClient = Client.class.getDeclaredField("httpClient");
            httpClient.setAccessible(true);
            httpClient.set(client, http);
            Method connect = Client.class.getDeclaredMethod("connect");
            connect.setAccessible(true);
            Method handleMessage = Client.class.getDeclaredMethod("handleMessage", byte[].class);
            handleMessage.setAccessible(true);
            return new FeishuSdkClient(client, connect, handleMessage);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            throw new IllegalStateException(
                    "This Feishu SDK is built otherwise than 2.5.3, which the long connection needs; use that one or"
                            + " relay.feishu.transport=webhook",
                    changed);
        }
    }

    /** Asks for an address and begins to open a socket, which reports to the listener of {@code http}. */
    void connect() throws Throwable {
        call(connect);
    }

    /** Handles one frame and sends its acknowledgement; returns after that. */
    void handle(byte[] frame) throws Throwable {
        call(handleMessage, frame);
    }

    private void call(Method method, Object... arguments) throws Throwable {
        try {
            method.invoke(client, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
