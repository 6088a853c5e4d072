package io.soprelay.im.simulator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** How a platform posts a callback: HTTP/1.1, no redirects, nobody waited for longer than the window. */
public final class CallbackHttp implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** @param window how long to wait for the answer */
    public CallbackAnswer post(URI to, byte[] json, Map<String, String> headers, Duration window) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(window)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new CallbackAnswer(response.statusCode(), response.body(), CallbackAnswer.Problem.NONE);
        } catch (HttpTimeoutException e) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        } catch (ConnectException e) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.NOT_CONNECTED);
        } catch (IOException e) {
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
