package io.soprelay.im.simulator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The directory, and who the bot itself is. */
final class ContactApi {
    private static final int BATCH_MAX = 50;

    private final FeishuPlatformConfig config;
    private final People people;

    ContactApi(FeishuPlatformConfig config, People people) {
        this.config = config;
        this.people = people;
    }

    void mount(FeishuApi api) {
        api.route("GET", "/contact/v3/users/batch", (request, path) -> batch(request));
        api.route("POST", "/contact/v3/users/batch_get_id", (request, path) -> idsOf(request));
        api.route("GET", "/contact/v3/users/:id", this::one);
        api.route("GET", "/bot/v3/info", (request, path) -> bot());
    }

    /** The bot's own open_id, as {@code /bot/v3/info} tells it. */
    static String botOpenId(FeishuPlatformConfig config) {
        return "ou_" + Ids.stable("bot:" + config.appId());
    }

    private WireResponse one(WireRequest request, Matcher path) {
        ObjectNode data = Json.object();
        data.set("user", describe(find(idType(request), path.group(1))));
        return FeishuApi.ok(data);
    }

    private WireResponse batch(WireRequest request) {
        List<String> ids = request.query().getOrDefault("user_ids", List.of());
        if (ids.isEmpty() || ids.size() > BATCH_MAX) {
            throw new FeishuRefusal(99992402, "field validation failed: user_ids must hold 1 to 50 ids");
        }
        ArrayNode items = Json.array();
        ids.forEach(id -> items.add(describe(find(idType(request), id))));
        ObjectNode data = Json.object();
        data.set("items", items);
        return FeishuApi.ok(data);
    }

    private WireResponse idsOf(WireRequest request) {
        JsonNode body = request.json();
        if (body.path("mobiles").size() > BATCH_MAX || body.path("emails").size() > BATCH_MAX) {
            throw new FeishuRefusal(99992402, "field validation failed: at most 50 mobiles and 50 emails");
        }
        ArrayNode list = Json.array();
        for (JsonNode mobile : body.path("mobiles")) {
            list.add(idOf("mobile", mobile.asString("")));
        }
        for (JsonNode email : body.path("emails")) {
            list.add(Json.object().put("email", email.asString("")));
        }
        ObjectNode data = Json.object();
        data.set("user_list", list);
        return FeishuApi.ok(data);
    }

    private ObjectNode idOf(String kind, String mobile) {
        ObjectNode entry = Json.object().put(kind, mobile);
        String digits = mobile.startsWith("+86") ? mobile.substring(3) : mobile;
        people.all().stream()
                .filter(person -> person.mobile().equals(digits))
                .findFirst()
                .ifPresent(person -> entry.put("user_id", person.openId()));
        return entry;
    }

    private WireResponse bot() {
        ObjectNode answer = Json.object().put("code", 0).put("msg", "ok");
        answer.putObject("bot")
                .put("activate_status", 2)
                .put("app_name", FeishuPlatform.BOT_NAME)
                .put("avatar_url", "")
                .put("open_id", botOpenId(config));
        return WireResponse.json(200, answer);
    }

    private static String idType(WireRequest request) {
        String type = request.queryValue("user_id_type");
        return type.isEmpty() ? "open_id" : type;
    }

    private SimulatedPerson find(String type, String id) {
        if (people.foreign(id)) {
            throw new FeishuRefusal(99992361, "open_id cross app");
        }
        Optional<SimulatedPerson> found = people.byId(id)
                .filter(person -> id.equals(type.equals("union_id") ? person.unionId() : person.openId()));
        return found.orElseThrow(() -> new FeishuRefusal(99992351, "not a valid " + type + ": " + id));
    }

    /** Like Feishu without optional scopes: no mobile, no employee number. */
    private ObjectNode describe(SimulatedPerson person) {
        ObjectNode user = Json.object()
                .put("name", person.name())
                .put("en_name", "")
                .put("open_id", person.openId())
                .put("union_id", person.unionId());
        user.putArray("department_ids").add("0");
        user.putObject("status")
                .put("is_frozen", false)
                .put("is_resigned", people.reach(person.openId()) == Reach.RESIGNED)
                .put("is_activated", true)
                .put("is_exited", false);
        return user;
    }
}
