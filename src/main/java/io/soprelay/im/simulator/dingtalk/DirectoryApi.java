package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The directory of the old API: who somebody is, and who has a mobile number or a unionId. */
final class DirectoryApi {
    private static final String PERMISSION = "qyapi_get_member";

    private final Colleagues people;

    DirectoryApi(Colleagues people) {
        this.people = people;
    }

    void mount(DingTalkApi api) {
        api.route("POST", "/topapi/v2/user/get", DingTalkApi.Door.OLD_FREE, PERMISSION, this::one);
        api.route(
                "POST",
                "/topapi/v2/user/getbymobile",
                DingTalkApi.Door.OLD_FREE,
                PERMISSION,
                request -> idOf(request, "mobile", DingTalkPerson::mobile));
        api.route(
                "POST",
                "/topapi/user/getbyunionid",
                DingTalkApi.Door.OLD_FREE,
                PERMISSION,
                request -> idOf(request, "unionid", DingTalkPerson::unionId));
    }

    /** Like DingTalk without the points for personal data: no mobile, no e-mail. */
    private WireResponse one(WireRequest request) {
        DingTalkPerson person =
                people.byUserId(Json.text(request.json(), "userid")).orElseThrow(DirectoryApi::unknown);
        ObjectNode result = Json.object()
                .put("userid", person.userId())
                .put("unionid", person.unionId())
                .put("name", person.name())
                .put("active", true)
                .put("admin", false)
                .put("boss", false)
                .put("title", "");
        result.putArray("dept_id_list").add(1);
        result.putArray("leader_in_dept").addObject().put("dept_id", 1).put("leader", false);
        return ok(result);
    }

    private WireResponse idOf(WireRequest request, String name, Function<DingTalkPerson, String> key) {
        String wanted = Json.text(request.json(), name);
        DingTalkPerson person = people.all().stream()
                .filter(one -> !wanted.isEmpty() && key.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(DirectoryApi::unknown);
        return ok(Json.object().put("contact_type", 0).put("userid", person.userId()));
    }

    private static WireResponse ok(ObjectNode result) {
        ObjectNode answer = DingTalkApi.oldOk().put("request_id", Ids.hex(6));
        return WireResponse.json(200, answer.set("result", result));
    }

    private static DingTalkRefusal unknown() {
        return new DingTalkRefusal(60121, "找不到该用户");
    }
}
