package io.soprelay.im.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page (and a script) asks of the simulator: {@code /simulator} and JSON below {@code /simulator/api}. */
final class ControlApi {
    private static final Set<String> OWN_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Simulator simulator;
    private final FeishuPlatform platform;

    ControlApi(Simulator simulator) {
        this.simulator = simulator;
        this.platform = simulator.platform();
    }

    void mount() {
        platform.alsoHandle("/simulator", request -> Optional.of(answer(request)));
    }

    private WireResponse answer(WireRequest request) {
        if (!ownPage(request)) {
            return problem(403, "only pages of this machine may ask");
        }
        String path = request.path();
        try {
            return switch (request.method() + " " + path) {
                case "GET /simulator", "GET /simulator/" -> StaticPage.file("index.html");
                case "GET /simulator/page.js" -> StaticPage.file("page.js");
                case "GET /simulator/page.css" -> StaticPage.file("page.css");
                case "GET /simulator/media" -> media(request.queryValue("key"));
                case "GET /simulator/api/state" -> WireResponse.json(200, state());
                case "GET /simulator/api/people" -> WireResponse.json(200, people());
                case "GET /simulator/api/messages" -> WireResponse.json(200, messages(request.queryValue("person")));
                case "GET /simulator/api/wire" -> WireResponse.json(200, wire(request.queryValue("after")));
                case "POST /simulator/api/say" -> act(request, this::say);
                case "POST /simulator/api/picture" -> act(request, this::picture);
                case "POST /simulator/api/open" ->
                    act(request, body -> delivered(person(body).opensChat()));
                case "POST /simulator/api/menu" ->
                    act(request, body -> delivered(person(body).pressesMenu(Json.text(body, "key"))));
                case "POST /simulator/api/press" -> act(request, this::press);
                case "POST /simulator/api/clock" -> act(request, this::clock);
                case "POST /simulator/api/faults" -> act(request, this::faults);
                case "POST /simulator/api/bot" -> act(request, this::bot);
                default -> problem(404, "nothing here: " + path);
            };
        } catch (IllegalArgumentException | SimulatorProblem | DateTimeException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    /** A foreign web page must not drive the simulator through the visitor's browser. */
    private static boolean ownPage(WireRequest request) {
        String host = request.header("host").replaceAll(":\\d+$", "");
        String origin = request.header("origin").replaceAll("^http://", "").replaceAll(":\\d+$", "");
        boolean json =
                request.method().equals("GET") || request.header("content-type").startsWith("application/json");
        return OWN_HOSTS.contains(host) && (origin.isEmpty() || OWN_HOSTS.contains(origin)) && json;
    }

    private WireResponse act(WireRequest request, Function<JsonNode, ObjectNode> act) {
        return WireResponse.json(200, act.apply(request.json()));
    }

    private static WireResponse problem(int status, String sentence) {
        return WireResponse.json(status, Json.object().put("problem", sentence));
    }

    private WireResponse media(String key) {
        return platform.media()
                .find(key)
                .map(item -> WireResponse.bytes(item.contentType(), item.bytes())
                        .withHeader("X-Content-Type-Options", "nosniff")
                        .withHeader("Content-Security-Policy", "sandbox"))
                .orElseGet(() -> problem(404, "no such picture"));
    }

    private ObjectNode state() {
        ObjectNode state = Json.object()
                .put("revision", platform.chats().revision())
                .put(
                        "wire",
                        platform.wireLog().entries().stream()
                                .mapToLong(WireLog.Entry::number)
                                .max()
                                .orElse(0))
                .put("botAlive", simulator.bot().alive())
                .put("botPid", simulator.bot().pid())
                .put("now", platform.config().clock().instant().toString());
        ArrayNode faults = state.putArray("faults");
        platform.faults().waiting().forEach(faults::add);
        return state;
    }

    private ArrayNode people() {
        ArrayNode all = Json.array();
        for (SimulatedPerson person : platform.people()) {
            all.addObject()
                    .put("name", person.name())
                    .put("openId", person.openId())
                    .put("messages", person.messages().size());
        }
        return all;
    }

    private ArrayNode messages(String name) {
        SimulatedPerson person = platform.person(name);
        ArrayNode all = Json.array();
        for (ChatMessage message : person.messages()) {
            ObjectNode one = all.addObject()
                    .put("id", message.id())
                    .put("mine", message.sender().equals(person.openId()))
                    .put("type", message.recalled() ? "recalled" : message.type())
                    .put("revision", message.revision())
                    .put("sentAt", message.sentAt().toString());
            if (message.parentId() != null) {
                one.put("parentId", message.parentId());
            }
            one.set("content", Json.parse(message.content()));
        }
        return all;
    }

    private ArrayNode wire(String after) {
        long from = after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
        ArrayNode all = Json.array();
        for (WireLog.Entry entry : platform.wireLog().entries()) {
            if (entry.number() > from) {
                all.addObject()
                        .put("number", entry.number())
                        .put("at", entry.at().toString())
                        .put("direction", entry.direction().name())
                        .put("method", entry.method())
                        .put("path", entry.path())
                        .put("status", entry.status())
                        .put("millis", entry.millis())
                        .put("request", entry.request())
                        .put("response", entry.response());
            }
        }
        return all;
    }

    private ObjectNode say(JsonNode body) {
        String replyTo = Json.text(body, "replyTo");
        SimulatedPerson person = person(body);
        String text = Json.text(body, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("text must not be empty");
        }
        return delivered(replyTo.isEmpty() ? person.says(text) : person.replies(person.cardIn(replyTo), text));
    }

    private ObjectNode picture(JsonNode body) {
        byte[] bytes = Base64.getDecoder().decode(Json.text(body, "base64"));
        String replyTo = Json.text(body, "replyTo");
        SimulatedPerson person = person(body);
        if (UploadedMedia.imageType(bytes).isEmpty()) {
            throw new IllegalArgumentException("that is no picture");
        }
        return delivered(
                replyTo.isEmpty()
                        ? person.sendsPicture(bytes)
                        : person.repliesWithPicture(person.cardIn(replyTo), bytes));
    }

    private ObjectNode press(JsonNode body) {
        SimulatedCard card = person(body).cardIn(Json.text(body, "messageId"));
        body.path("values")
                .properties()
                .forEach(entry -> card.fill(entry.getKey(), entry.getValue().asString("")));
        ClickResult result = card.press(Json.text(body, "button"));
        ObjectNode answer = Json.object()
                .put("httpStatus", result.httpStatus())
                .put("errorCode", result.errorCode())
                .put("cardChanged", result.cardChanged())
                .put("blocked", result.blocked());
        if (result.toast() != null) {
            answer.putObject("toast")
                    .put("type", result.toast().type())
                    .put("content", result.toast().content());
        }
        return answer;
    }

    private ObjectNode clock(JsonNode body) {
        BotClock clock = simulator.clock();
        String advance = Json.text(body, "advance");
        String set = Json.text(body, "set");
        if (!advance.isEmpty()) {
            return Json.object()
                    .put("now", clock.advance(Duration.parse(advance)).toString());
        }
        return Json.object()
                .put("now", (set.isEmpty() ? clock.now() : clock.set(OffsetDateTime.parse(set))).toString());
    }

    private ObjectNode faults(JsonNode body) {
        if (body.path("clear").asBoolean(false)) {
            platform.faults().clear();
        } else {
            Faults.Kind kind = Faults.Kind.valueOf(Json.text(body, "kind"));
            String path = Json.text(body, "path");
            platform.faults().next(body.path("calls").asInt(1), kind, path.isEmpty() ? "/im/v1/messages" : path);
        }
        return state();
    }

    private ObjectNode bot(JsonNode body) {
        switch (Json.text(body, "act")) {
            case "kill" -> simulator.killBot();
            case "start" -> simulator.startBot();
            default -> throw new IllegalArgumentException("act must be kill or start");
        }
        return state();
    }

    private SimulatedPerson person(JsonNode body) {
        return platform.person(Json.text(body, "person"));
    }

    private static ObjectNode delivered(Delivery delivery) {
        return Json.object()
                .put("eventId", delivery.eventId())
                .put("messageId", delivery.messageId())
                .put("delivered", delivery.delivered())
                .put("status", delivery.last().status());
    }
}
