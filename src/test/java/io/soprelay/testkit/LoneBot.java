package io.soprelay.testkit;

import io.soprelay.SopRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The whole bot on a free port, with no platform before it and the emptied test server behind a breakable line. */
public final class LoneBot implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RespProxy store;
    private final ConfigurableApplicationContext bot;
    private final String address;

    /** @param media folder for evidence */
    public LoneBot(Path media, String... settings) {
        TestRedis.flush();
        store = new RespProxy(TestRedis.server().address());
        SpringApplication application = new SpringApplication(SopRelay.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--relay.media.dir=" + media,
                "--relay.archive.dir=" + media.resolveSibling(media.getFileName() + "-archive"),
                "--relay.redis.mode=standalone",
                "--relay.redis.data-dir=" + media.resolveSibling(media.getFileName() + "-redis"),
                "--relay.redis.nodes=" + store.address(),
                "--relay.redis.history-key=" + TestChain.KEY,
                "--relay.redis.password=" + TestRedis.server().password().reveal()));
        arguments.addAll(List.of(settings));
        bot = application.run(arguments.toArray(String[]::new));
        address = "http://127.0.0.1:" + bot.getEnvironment().getProperty("local.server.port");
    }

    /** What the management port answers; the bot was started with {@code --management.server.port=0}. */
    public HttpResponse<String> manages(String path) {
        String port = bot.getEnvironment().getProperty("local.management.port");
        return sent(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    /** A setting as the running bot has it; null if it has none. */
    public @Nullable String setting(String name) {
        return bot.getEnvironment().getProperty(name);
    }

    /** Every method and path that something on the bot's own port answers. */
    public Set<String> routes() {
        return bot.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route -> route.getPatternValues().stream()
                        .map(path -> route.getMethodsCondition().getMethods() + " " + path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The bot's port. */
    public int port() {
        return URI.create(address).getPort();
    }

    /** The line to the store. */
    public RespProxy store() {
        return store;
    }

    /**
     * One call over the wire.
     *
     * @param path sent as it is written, encodings and all
     * @param headers names and values in turn
     */
    public HttpResponse<String> answers(String method, String path, String body, String... headers) {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return sent(call);
    }

    private HttpResponse<String> sent(HttpRequest.Builder call) {
        try {
            return http.send(call.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        bot.close();
        store.close();
        http.close();
    }
}
