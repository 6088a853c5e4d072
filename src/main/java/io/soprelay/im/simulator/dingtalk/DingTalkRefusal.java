package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireResponse;
import java.io.Serial;
import tools.jackson.databind.node.ObjectNode;

/** The platform says no to a call: HTTP status and code on the new API, HTTP 200 and errcode on the old one. */
final class DingTalkRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What the old API says to what it has no number of its own for; the new code then stands in {@code sub_code}. */
    private static final int OLD_OTHER = 88;

    private static final String FORBIDDEN = "Forbidden.AccessDenied.";

    private final int status;
    private final String code;
    private final int errcode;
    private final String missing;

    private DingTalkRefusal(int status, String code, int errcode, String message, String missing) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.errcode = errcode;
        this.missing = missing;
    }

    /** Most refusals of the new API: HTTP 400. */
    DingTalkRefusal(String code, String message) {
        this(400, code, OLD_OTHER, message, "");
    }

    /** A refusal of the old API. */
    DingTalkRefusal(int errcode, String message) {
        this(400, "invalidParameter", errcode, message, "");
    }

    static DingTalkRefusal noToken(boolean expired) {
        return new DingTalkRefusal(400, "InvalidAuthentication", expired ? 42001 : 40014, "不合法的access_token", "");
    }

    static DingTalkRefusal permissionMissing(String point) {
        return new DingTalkRefusal(
                403, FORBIDDEN + "AccessTokenPermissionDenied", OLD_OTHER, "应用尚未开通所需的权限：[" + point + "]", point);
    }

    static DingTalkRefusal addressNotListed() {
        return new DingTalkRefusal(403, FORBIDDEN + "IpNotInWhiteList", OLD_OTHER, "服务器IP不在白名单中", "");
    }

    static DingTalkRefusal tooManyASecond() {
        return new DingTalkRefusal(403, FORBIDDEN + "QpsLimitForAppkeyAndApi", 90018, "应用调用该接口的QPS超过上限", "");
    }

    static DingTalkRefusal apiHot() {
        return new DingTalkRefusal(403, FORBIDDEN + "QpsLimitForApi", 90002, "该接口的全局QPS超过上限", "");
    }

    static DingTalkRefusal monthUsedUp() {
        return new DingTalkRefusal(403, FORBIDDEN + "ApiCountLimitForOrg", 90020, "企业本月API调用量已用尽", "");
    }

    static DingTalkRefusal busy() {
        return new DingTalkRefusal(500, "system.busy", OLD_OTHER, "系统繁忙", "");
    }

    WireResponse toNewApi() {
        ObjectNode body =
                Json.object().put("code", code).put("requestid", Ids.hex(16)).put("message", getMessage());
        if (!missing.isEmpty()) {
            body.putObject("accessdenieddetail").putArray("requiredScopes").add(missing);
        }
        return WireResponse.json(status, body);
    }

    WireResponse toOldApi() {
        ObjectNode body = Json.object().put("errcode", errcode).put("errmsg", getMessage());
        if (errcode == OLD_OTHER) {
            body.put("sub_code", missing.isEmpty() ? code : "60011").put("sub_msg", getMessage());
        }
        return WireResponse.json(200, body.put("request_id", Ids.hex(16)));
    }
}
