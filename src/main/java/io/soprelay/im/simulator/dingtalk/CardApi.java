package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Loopback;
import io.soprelay.im.simulator.SimulatorProblem;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1.0/card}: create, deliver, update, and where callbacks of a route go. */
final class CardApi {
    private static final String PERMISSION = "Card.Instance.Write";
    private static final Pattern SPACE = Pattern.compile("(?:dtv1\\.card//)?(IM_ROBOT|IM_GROUP)\\.([^.;]+)");

    /** A card callback address. */
    record Registered(URI address, String apiSecret) {}

    private record Space(String type, String id) {}

    private final CardStore cards;
    private final CardCheck check;
    private final Colleagues people;
    private final Map<String, Registered> routes = new ConcurrentHashMap<>();

    CardApi(CardStore cards, CardCheck check, Colleagues people) {
        this.cards = cards;
        this.check = check;
        this.people = people;
    }

    void mount(DingTalkApi api) {
        DingTalkApi.Door door = DingTalkApi.Door.NEW;
        api.route("POST", "/v1.0/card/instances/createAndDeliver", door, PERMISSION, this::createAndDeliver);
        api.route("POST", "/v1.0/card/instances", door, PERMISSION, this::createOnly);
        api.route("POST", "/v1.0/card/instances/deliver", door, PERMISSION, this::deliverOnly);
        api.route("PUT", "/v1.0/card/instances", door, PERMISSION, this::update);
        api.route("POST", "/v1.0/card/callbacks/register", door, PERMISSION, this::register);
    }

    /** Where callbacks of that route go. */
    void route(String key, Registered registered) {
        routes.put(key, registered);
    }

    Optional<Registered> route(String key) {
        return Optional.ofNullable(routes.get(key));
    }

    private WireResponse createAndDeliver(WireRequest request) {
        JsonNode body = request.json();
        List<Space> spaces = spaces(body);
        spaces.forEach(space -> requireModels(body, body, space));
        String id = create(body);
        ObjectNode result = Json.object().put("outTrackId", id);
        result.set("deliverResults", deliver(id, body, spaces));
        return WireResponse.json(200, Json.object().put("success", true).set("result", result));
    }

    private WireResponse createOnly(WireRequest request) {
        String id = create(request.json());
        return WireResponse.json(200, Json.object().put("success", true).put("result", id));
    }

    private WireResponse deliverOnly(WireRequest request) {
        JsonNode body = request.json();
        String id = CardCheck.need(body, "outTrackId", "param.outTrackIdEmpty");
        ObjectNode card = cards.find(id).orElseThrow(CardCheck::noCard);
        List<Space> spaces = spaces(body);
        spaces.forEach(space -> requireModels(card.path("models"), body, space));
        return WireResponse.json(200, Json.object().put("success", true).set("result", deliver(id, body, spaces)));
    }

    private String create(JsonNode body) {
        String id = CardCheck.need(body, "outTrackId", "param.outTrackIdEmpty");
        check.template(Json.text(body, "cardTemplateId"));
        JsonNode shared = body.path("cardData").path("cardParamMap");
        if (shared.isEmpty()) {
            throw new DingTalkRefusal("param.cardPublicDataEmpty", "卡片公有数据为空");
        }
        check.variables(shared);
        ObjectNode card = Json.object()
                .put("outTrackId", id)
                .put("cardTemplateId", Json.text(body, "cardTemplateId"))
                .put("callbackType", Json.text(body, "callbackType"))
                .put("callbackRouteKey", Json.text(body, "callbackRouteKey"))
                .put("userIdType", body.path("userIdType").asInt(1))
                .put("summary", Json.text(body.at("/imRobotOpenSpaceModel/lastMessageI18n"), "ZH_CN"))
                .put("alert", Json.text(body.at("/imRobotOpenSpaceModel/notification"), "alertContent"));
        for (String model : List.of("imRobotOpenSpaceModel", "imGroupOpenSpaceModel")) {
            card.withObjectProperty("models")
                    .set(model, body.path(model).isObject() ? body.path(model) : Json.object());
        }
        CardStore.changed(card, shared, false, check.own(body.path("privateData")), false);
        if (!cards.create(id, card)) {
            throw new DingTalkRefusal("param.cardAlreadyExist", "卡片已存在");
        }
        return id;
    }

    private static List<Space> spaces(JsonNode body) {
        String all = CardCheck.need(body, "openSpaceId", "param.openSpaceIdInvalid");
        List<Space> spaces = new ArrayList<>();
        for (String one : all.split(";")) {
            Matcher found = SPACE.matcher(one.strip());
            if (!found.matches()) {
                throw new DingTalkRefusal("param.openSpaceIdInvalid", "openSpaceId无效: " + one);
            }
            spaces.add(new Space(found.group(1), found.group(2)));
        }
        return spaces;
    }

    /** Both models of a space are required, and the robot in them must be the app's own. */
    private void requireModels(JsonNode spaceModels, JsonNode body, Space space) {
        String kind = space.type().equals("IM_ROBOT") ? "imRobot" : "imGroup";
        if (spaceModels.path(kind + "OpenSpaceModel").isEmpty()) {
            throw new DingTalkRefusal("param.openSpaceModelInvalid", kind + "OpenSpaceModel is missing");
        }
        JsonNode deliver = body.path(kind + "OpenDeliverModel");
        if (deliver.isEmpty()) {
            throw new DingTalkRefusal("param.openDeliverModelEmpty", kind + "OpenDeliverModel is missing");
        }
        boolean wrongType =
                kind.equals("imRobot") && !Json.text(deliver, "spaceType").equals("IM_ROBOT");
        String robot = Json.text(deliver, "robotCode");
        boolean wrongRobot =
                kind.equals("imGroup") ? !people.ourRobot(robot) : !robot.isEmpty() && !people.ourRobot(robot);
        if (wrongType || wrongRobot) {
            throw new DingTalkRefusal("param.openDeliverModelError", kind + "OpenDeliverModel is wrong");
        }
    }

    private ArrayNode deliver(String id, JsonNode body, List<Space> spaces) {
        ArrayNode results = Json.array();
        for (Space space : spaces) {
            String problem =
                    space.type().equals("IM_ROBOT") ? toPerson(id, body, space.id()) : toGroup(id, body, space.id());
            results.addObject()
                    .put("spaceType", space.type())
                    .put("spaceId", space.id())
                    .put("success", problem.isEmpty())
                    .put("carrierId", problem.isEmpty() ? Ids.hex(16) : "")
                    .put("errorMsg", problem);
        }
        return results;
    }

    private String toPerson(String id, JsonNode body, String userId) {
        Optional<DingTalkPerson> person =
                people.byId(userId, body.path("userIdType").asInt(1));
        if (person.isEmpty() || !people.reachable(person.get())) {
            return "userId is not exist or not in the visible range of the robot";
        }
        cards.deliver(id, person.get().chatId(), List.of());
        return "";
    }

    private String toGroup(String id, JsonNode body, String conversationId) {
        if (people.group(conversationId).isEmpty()) {
            return "the robot is not in the conversation";
        }
        List<String> recipients = new ArrayList<>();
        body.path("imGroupOpenDeliverModel").path("recipients").forEach(one -> recipients.add(one.asString("")));
        cards.deliver(id, conversationId, recipients);
        return "";
    }

    private WireResponse update(WireRequest request) {
        JsonNode body = request.json();
        String id = CardCheck.need(body, "outTrackId", "param.outTrackIdEmpty");
        JsonNode shared = body.path("cardData").path("cardParamMap");
        JsonNode own = body.path("privateData");
        if (shared.isEmpty() && own.isEmpty()) {
            throw new DingTalkRefusal("param.cardDataAndPrivateDataBothEmpty", "卡片公有数据和私有数据都为空");
        }
        if (cards.find(id).isEmpty()) {
            throw CardCheck.noCard();
        }
        check.variables(shared);
        Map<String, JsonNode> ownOf = check.own(own);
        JsonNode options = body.path("cardUpdateOptions");
        cards.change(
                id,
                card -> CardStore.changed(
                        card,
                        shared,
                        CardCheck.flag(options, "updateCardDataByKey"),
                        ownOf,
                        CardCheck.flag(options, "updatePrivateDataByKey")));
        return WireResponse.json(200, Json.object().put("success", true).put("result", true));
    }

    private WireResponse register(WireRequest request) {
        JsonNode body = request.json();
        String key = CardCheck.need(body, "callbackRouteKey", "param.callbackRouteKeyEmpty");
        String url = CardCheck.need(body, "callbackUrl", "param.callbackUrlEmpty");
        boolean forced = CardCheck.flag(body, "forceUpdate");
        if (routes.containsKey(key) && !forced) {
            throw new DingTalkRefusal("param.callbackRouteKeyExist", "callbackRouteKey已存在");
        }
        Registered registered = new Registered(onThisMachine(url), Json.text(body, "apiSecret"));
        routes.put(key, registered);
        ObjectNode answer = Json.object().put("success", true);
        answer.putObject("result").put("callbackUrl", url).put("apiSecret", registered.apiSecret());
        return WireResponse.json(200, answer);
    }

    private static URI onThisMachine(String url) {
        try {
            URI address = URI.create(url);
            Loopback.require(address, "The card callback address");
            return address;
        } catch (IllegalArgumentException | SimulatorProblem e) {
            throw new DingTalkRefusal("param.callbackUrlInvalid", String.valueOf(e.getMessage()));
        }
    }
}
