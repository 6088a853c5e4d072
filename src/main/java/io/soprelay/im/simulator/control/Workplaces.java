package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    boolean moves(Phone sender, ChatMessage message) {
        return sender.name().equals(Cast.ZHOU)
                && message.sender().equals(sender.accountId())
                && message.content().contains(COMMAND);
    }

    private Optional<String> lastLine(String role) {
        return Stream.<Phone>of(feishu.person(Cast.ZHOU), dingTalk.person(Cast.ZHOU))
                .flatMap(admin -> admin.messages().reversed().stream()
                        .filter(message ->
                                moves(admin, message) && admin.textOf(message).startsWith(COMMAND + role + " "))
                        .limit(1)
                        .map(message -> new Said(message.sentAt(), admin.textOf(message))))
                .max(Comparator.comparing(Said::at))
                .map(Said::line);
    }

    private record Said(Instant at, String line) {}

    private String account(String name) {
        return "dingtalk:" + dingTalk.person(name).userId();
    }
}
