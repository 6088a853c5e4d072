package io.soprelay.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.flow.model.MemberId;
import io.soprelay.fuzz.HostileWords;
import io.soprelay.fuzz.Target;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What people write and press, through the whole bot on the in-memory store. The first line of an input is {@code t person}
 * and the words follow, or {@code p person action} and lines {@code p:name=value} of the button and {@code v:name=value} of
 * the form follow.
 */
public final class CommandsTarget implements Target {
    /** A world that has heard more is slow because it is full. */
    private static final int INPUTS_A_WORLD = 400;

    private static final Map<String, Account> PEOPLE =
            Map.of("wang", ChatWorld.WANG, "zhang", ChatWorld.ZHANG, "zhou", ChatWorld.ZHOU, "x", ChatWorld.STRANGER);

    private static final List<String> TOKENS = List.of(
            "/help",
            "/start",
            "/todo",
            "/show",
            "/flow",
            "/role",
            "/task",
            "/digest",
            "/status",
            "/audit",
            "/erase",
            "/member",
            "帮助",
            "发起",
            "待办",
            "查看",
            "流程",
            "角色",
            "任务",
            "日报",
            "状态",
            "审计",
            "verify",
            "删除",
            "erase",
            "确认",
            "成员",
            "list",
            "set",
            "unset",
            "show",
            "lint",
            "now",
            "subscribe",
            "unsubscribe",
            "preview",
            "link",
            "test",
            "发货流程",
            "退货申请",
            "FH-20261123-0001",
            "fh202611230001",
            "审批人",
            "库管",
            "财务",
            "@小李",
            "小王",
            "feishu:li",
            "dingtalk:li",
            "13800000000",
            "客户名称=",
            "“甲公司”",
            "\"甲公司\"",
            "=",
            "--help",
            "-h",
            "--",
            "@file",
            "${sys:user.home}",
            "／",
            "　",
            " ",
            "\n",
            "09:30",
            "9点",
            "complete",
            "approve",
            "reject",
            "move",
            "open",
            "nudge",
            "say",
            "evidence",
            "submit-start",
            "show-card",
            "start-linked",
            "wired",
            "p:card=",
            "p:v=",
            "p:for=",
            "p:flow=",
            "p:item=",
            "p:to=",
            "p:number=",
            "p:line=",
            "p:message=",
            "p:sent-at=",
            "p:key=",
            "p:media=",
            "p:picture=",
            "p:name=",
            "v:comment=",
            "v:reason=");

    private ChatWorld world = ChatWorld.staffed();
    private Set<MemberId> admins = Set.of();
    private int heard = INPUTS_A_WORLD;
    private int deliveries;
    private final List<byte[]> seeds = new ArrayList<>();

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public int full() {
        return 500_000;
    }

    @Override
    public List<byte[]> seeds() {
        if (seeds.isEmpty()) {
            prepare();
            for (String line : List.of(
                    "/help",
                    "/start 发货流程",
                    "/todo",
                    "/show FH-20261123-0001",
                    "/flow list",
                    "/flow show 发货流程",
                    "/role list",
                    "/role set 库管 feishu:li",
                    "/task 完成 FH-20261123-0001 物流单号=SF1",
                    "/digest now",
                    "/digest subscribe 09:30",
                    "/status",
                    "/audit FH-20261123-0001",
                    "/audit verify",
                    "/member list",
                    "发起发货流程",
                    "你好",
                    "？")) {
                for (String person : List.of("wang", "zhou", "x")) {
                    seeds.add(("t " + person + "\n" + line).getBytes(UTF_8));
                }
            }
            PEOPLE.forEach((name, person) -> world.chat(person).stream()
                    .filter(message -> message.card() != null)
                    .forEach(message -> ChatWorld.actions(ChatWorld.card(message))
                            .forEach(action -> seeds.add(press(name, action, ChatWorld.card(message))))));
        }
        return seeds;
    }

    private static byte[] press(String person, Card.Action action, Card card) {
        StringBuilder text = new StringBuilder("p " + person + " " + action.id() + "\n");
        action.params().forEach((name, value) -> text.append("p:" + name + "=" + value + "\n"));
        Card.Form form = card.form();
        if (form != null) {
            form.controls().forEach(control -> text.append("v:" + control.name() + "=1\n"));
        }
        return text.toString().getBytes(UTF_8);
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        List<String> people = List.of("wang", "zhang", "zhou", "x");
        StringBuilder text = new StringBuilder("t " + people.get(random.nextInt(4)) + "\n");
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            text.append(random.nextInt(3) == 0 ? HostileWords.some(random) : TOKENS.get(random.nextInt(TOKENS.size())))
                    .append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString().getBytes(UTF_8);
    }

    @Override
    public void prepare() {
        if (heard++ >= INPUTS_A_WORLD) {
            heard = 0;
            world = ChatWorld.staffed();
            world.started();
            world.says(ChatWorld.WANG, "/start 发货流程");
            admins = Set.copyOf(world.roles.admins());
        }
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        String text = new String(input, UTF_8);
        int end = text.indexOf('\n');
        String[] head = (end < 0 ? text : text.substring(0, end)).split(" ", 3);
        String rest = text.substring(end + 1);
        Account person = PEOPLE.getOrDefault(head.length > 1 ? head[1] : "", ChatWorld.STRANGER);
        String outcome =
                head[0].equals("p") ? pressed(person, head.length > 2 ? head[2] : "", rest) : said(person, rest);
        if (!Set.copyOf(world.roles.admins()).equals(admins)) {
            throw new Forgery("other people are admins now");
        }
        return outcome;
    }

    private String said(Account person, String line) throws Forgery {
        int before = world.chat(person).size();
        world.hears(person, line, world.clock.instant(), "fuzz-" + ++deliveries);
        List<Phones.Message> chat = world.chat(person);
        if (chat.size() == before) {
            throw new Forgery("no answer to " + line);
        }
        Phones.Message answer = chat.getLast();
        String words = Objects.requireNonNullElse(answer.text(), "");
        if (words.contains("Exception") || words.contains("io.soprelay")) {
            throw new Forgery("an answer about the inside: " + words);
        }
        return answer.card() == null
                ? "text "
                        + words.codePoints()
                                .limit(6)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                : "card " + ChatWorld.card(answer).kind() + " "
                        + ChatWorld.card(answer).actions().size();
    }

    private String pressed(Account person, String action, String rest) {
        Map<String, String> params = new LinkedHashMap<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : rest.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 1 && line.startsWith("p:")) {
                params.put(line.substring(2, equals), line.substring(equals + 1));
            } else if (equals > 1 && line.startsWith("v:")) {
                values.put(line.substring(2, equals), List.of(line.substring(equals + 1)));
            }
        }
        CardAnswer answer = world.inbox.onAction(
                new CardAction("fuzz-" + ++deliveries, person, "feishu_1", action, params, values));
        world.deliver();
        return "toast " + answer.toast().kind() + " "
                + answer.toast()
                        .text()
                        .codePoints()
                        .limit(8)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }
}
