package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/** Both API hosts in one: finds the route, lets faults happen, checks token, permission and quota, shapes refusals. */
final class DingTalkApi implements AutoCloseable {
    /** Answers one call or throws a {@link DingTalkRefusal}. */
    interface Handler {
        WireResponse handle(WireRequest request);
    }

    /** How a call is let in. */
    enum Door {
        /** Needs the token in a header and counts for the month. */
        NEW,
        /** Needs no token and counts for nothing. */
        NEW_OPEN,
        /** Needs the token in the query, and counts for the month. */
        OLD,
        /** Needs the token in the query; the directory counts for nothing. */
        OLD_FREE,
        /** The old API without a token. */
        OLD_OPEN;

        private boolean old() {
            return this == OLD || this == OLD_FREE || this == OLD_OPEN;
        }
    }

    private record Route(String api, Door door, String permission, Handler handler) {}

    private final Map<String, Route> routes = new HashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AccessTokens tokens;
    private final Quota quota;
    private final DingTalkFaults faults;

    DingTalkApi(AccessTokens tokens, Quota quota, DingTalkFaults faults) {
        this.tokens = tokens;
        this.quota = quota;
        this.faults = faults;
    }

    /** @param permission the permission point it needs; empty for none */
    void route(String method, String path, Door door, String permission, Handler handler) {
        routes.put(method + " " + path, new Route(method + " " + path, door, permission, handler));
    }

    /** Takes a permission point from the app, or gives it back. */
    void permission(String point, boolean granted) {
        if (granted) {
            missing.remove(point);
        } else {
            missing.add(point);
        }
    }

    /** Success of the old API. */
    static ObjectNode oldOk() {
        return Json.object().put("errcode", 0).put("errmsg", "ok");
    }

    /** @return empty when the connection is to break without an answer */
    Optional<WireResponse> answer(WireRequest request) {
        Route route = routes.get(request.method() + " " + request.path());
        if (route == null) {
            return Optional.of(WireResponse.json(
                    404,
                    Json.object().put("code", "InvalidAction.NotFound").put("message", "Specified api is not found")));
        }
        Optional<DingTalkFaults.Kind> fault = faults.take(request.path());
        try {
            if (fault.isPresent()) {
                Optional<WireResponse> instead = insteadOf(fault.get());
                if (instead.isPresent() || fault.get() == DingTalkFaults.Kind.HANGING) {
                    return instead;
                }
            }
            admit(route, request);
            WireResponse done = route.handler().handle(request);
            return fault.isPresent() ? spoil(fault.get(), done) : Optional.of(done);
        } catch (DingTalkRefusal refusal) {
            return Optional.of(route.door().old() ? refusal.toOldApi() : refusal.toNewApi());
        }
    }

    private void admit(Route route, WireRequest request) {
        if (route.door() == Door.NEW) {
            tokens.check(request.header("x-acs-dingtalk-access-token"));
        } else if (route.door() == Door.OLD || route.door() == Door.OLD_FREE) {
            tokens.check(request.queryValue("access_token"));
        }
        if (missing.contains(route.permission())) {
            throw DingTalkRefusal.permissionMissing(route.permission());
        }
        if (route.door() != Door.OLD_OPEN && route.door() != Door.NEW_OPEN) {
            quota.call(route.api(), route.door() == Door.NEW || route.door() == Door.OLD);
        }
    }

    /** Answers in the place of the route, or nothing when the route is still to be asked. */
    private Optional<WireResponse> insteadOf(DingTalkFaults.Kind kind) {
        return switch (kind) {
            case TOO_MANY -> throw DingTalkRefusal.tooManyASecond();
            case API_HOT -> throw DingTalkRefusal.apiHot();
            case MONTH_USED_UP -> throw DingTalkRefusal.monthUsedUp();
            case PERMISSION_MISSING -> throw DingTalkRefusal.permissionMissing("Card.Instance.Write");
            case ADDRESS_NOT_LISTED -> throw DingTalkRefusal.addressNotListed();
            case SYSTEM_BUSY -> throw DingTalkRefusal.busy();
            case CONTENT_UNSAFE -> throw CardCheck.unsafe();
            case CARD_GONE -> throw CardCheck.noCard();
            case BANNED ->
                Optional.of(WireResponse.json(
                        200,
                        Json.object()
                                .put("status", 1111)
                                .put("punish", "deny")
                                .put("wait", 300)
                                .put("source", "gateway")));
            case BANNED_HTML ->
                Optional.of(WireResponse.text(
                        200, "text/html; charset=utf-8", "<!doctype html><html><body>访问被拒绝</body></html>"));
            case HANGING -> {
                hang();
                yield Optional.empty();
            }
            case TOKEN_EXPIRED -> {
                tokens.expireAll();
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<WireResponse> spoil(DingTalkFaults.Kind kind, WireResponse done) {
        return switch (kind) {
            case LOST_ANSWER -> Optional.empty();
            case BROKEN_JSON -> Optional.of(WireResponse.text(200, "application/json", "{\"success\":true,\"resu"));
            case SLOW -> {
                LockSupport.parkNanos(faults.slowness().toNanos());
                yield Optional.of(done);
            }
            default -> Optional.of(done);
        };
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
