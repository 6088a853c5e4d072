package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On which of the two platforms the people with a role get their work. The bot has it from the administrator's last line
 * about the role; it is read off there, so that it holds over restarts, and a line typed by hand counts as well.
 */
final class Workplaces {
    private static final String COMMAND = "/role set ";

    /** What the shipped flows call the roles that get work; who sells starts it, and is answered where they did. */
    private static final Map<String, String> ROLES = Map.of("approver", "审批人", "warehouse", "库管", "finance", "财务");

    private final FeishuPlatform feishu;
    private final DingTalkPlatform dingTalk;

    Workplaces(FeishuPlatform feishu, DingTalkPlatform dingTalk) {
        this.feishu = feishu;
        this.dingTalk = dingTalk;
    }

    /** Has the person a role that work is sent to? */
    boolean canMove(String name) {
        return ROLES.containsKey(Cast.roleOf(name));
    }

    /** False for Feishu, also when nobody gave the role out yet. */
    boolean isOnDingTalk(String name) {
        return canMove(name)
                && lastLine(ROLES.getOrDefault(Cast.roleOf(name), ""))
                        .filter(line -> line.contains(account(name)))
                        .isPresent();
    }

    /** What the administrator writes to give the role out anew, with one person on the other platform. */
    String line(String name, boolean toDingTalk) {
        String role = Cast.roleOf(name);
        StringBuilder line = new StringBuilder(COMMAND).append(ROLES.getOrDefault(role, ""));
        for (String holder : Cast.ALL) {
            if (Cast.roleOf(holder).equals(role)) {
                boolean there = holder.equals(name) ? toDingTalk : isOnDingTalk(holder);
                line.append(' ').append(there ? account(holder) : "@" + holder);
            }
        }
        return line.toString();
    }

    /** Might the message have changed a workplace? */
    boolean moves(SimulatedPerson sender, ChatMessage message) {
        return sender.name().equals(Cast.ZHOU)
                && message.sender().equals(sender.openId())
                && message.content().contains(COMMAND);
    }

    private Optional<String> lastLine(String role) {
        SimulatedPerson admin = feishu.person(Cast.ZHOU);
        List<ChatMessage> chat = admin.messages();
        return chat.reversed().stream()
                .filter(message -> moves(admin, message))
                .map(message -> Json.text(Json.parse(message.content()), "text"))
                .filter(line -> line.startsWith(COMMAND + role + " "))
                .findFirst();
    }

    private String account(String name) {
        return "dingtalk:" + dingTalk.person(name).userId();
    }
}
