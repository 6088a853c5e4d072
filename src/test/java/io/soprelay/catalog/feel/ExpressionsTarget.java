package io.soprelay.catalog.feel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.RecordData;
import io.soprelay.fuzz.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Conditions, right, nearly right and hostile: judged or refused, never more; what was refused never holds. */
public final class ExpressionsTarget implements Target {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");
    private static final int DEPTH_MAX = 5;

    private static final List<FieldDefinition> FIELDS = List.of(
            field("金额", new FieldKind.Money(null, null)),
            field("客户名称", new FieldKind.Text(60, false, null)),
            field("标签", new FieldKind.MultiChoice(List.of("急", "贵"))),
            field("下单日", new FieldKind.Date()),
            field("实际发货时间", new FieldKind.DateTime()),
            field("空着的", new FieldKind.Number(null, null, 2, "")));

    private static final RecordData RECORD = new RecordData(Map.of(
            "金额", new FieldValue.Decimal(new BigDecimal("12800.00")),
            "客户名称", new FieldValue.Text("甲公司"),
            "标签", new FieldValue.Choices(List.of("急")),
            "下单日", new FieldValue.Day(LocalDate.of(2026, 11, 23)),
            "实际发货时间", new FieldValue.Moment(OffsetDateTime.parse("2026-11-15T08:00:00+08:00"))));

    private static final List<String> SEEDS = List.of(
            "金额 > 100",
            "金额 / 2 >= 6400 and 客户名称 = \"甲公司\"",
            "金额 between 1 and 20000",
            "金额 in [1..20000]",
            "not(金额 < 1) or 空着的 > 0",
            "if 金额 > 10000 then 客户名称 = \"高\" else false",
            "实际发货时间 + duration(\"P7D\") < now()",
            "day of week(下单日) = \"Monday\"",
            "list contains(标签, \"急\")",
            "sum(金额, 空着的) > 12800",
            "is defined(金额)",
            // What costs the parser most.
            "(((((((((1+1+1+1+1+1+1+1+1+1))))))))) > 0",
            "1 in (1 in (1 in (1 in >(1 in [1]))))",
            "(((((a not(a and a and 金额 and a and 金额))))))",
            "between een if (if (1) then between een in in sum(a)");

    private static final List<String> TOKENS = List.of(
            "金额",
            "客户名称",
            "标签",
            "下单日",
            "实际发货时间",
            "空着的",
            "and",
            "or",
            "not(",
            "if",
            "then",
            "else",
            "between",
            "in",
            "for",
            "some",
            "every",
            "satisfies",
            "return",
            "function(x)",
            "external",
            "instance of",
            "null",
            "true",
            "false",
            "matches(",
            "replace(",
            "split(",
            "now()",
            "today()",
            "date(",
            "duration(",
            "sum(",
            "count(",
            "is defined(",
            "date and time(",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "..",
            ".",
            ",",
            "+",
            "-",
            "*",
            "/",
            "**",
            "<",
            ">",
            "<=",
            "!=",
            "=",
            "\"",
            "\\",
            "\"P7D\"",
            "\"PT1H\"",
            "\"2026-11-22\"",
            "//",
            "/*",
            "@\"2026-11-22\"",
            "?",
            "`",
            "1",
            "0",
            "99999999999999999999",
            "1e9",
            "0.1",
            ".5",
            "5.",
            "item",
            "get value(",
            "context(",
            "string(",
            "number(");

    private final FeelConditions conditions = new FeelConditions();

    @Override
    public String name() {
        return "expressions";
    }

    @Override
    public int full() {
        return 1_000_000;
    }

    @Override
    public List<byte[]> seeds() {
        return SEEDS.stream().map(seed -> seed.getBytes(UTF_8)).toList();
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public byte[] generate(RandomGenerator random) {
        return judgement(random, 0).getBytes(UTF_8);
    }

    private static String judgement(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > DEPTH_MAX ? 3 : 9)) {
            case 0 ->
                value(random, depth) + " " + one(random, "<", ">", "<=", ">=", "=", "!=") + " " + value(random, depth);
            case 1 -> one(random, "true", "false", "is defined(金额)", "is defined(空着的)");
            case 2 -> value(random, depth) + " between " + value(random, depth) + " and " + value(random, depth);
            case 3, 4 -> judgement(random, depth + 1) + one(random, " and ", " or ") + judgement(random, depth + 1);
            case 5 -> "not(" + judgement(random, depth + 1) + ")";
            case 6 ->
                "if " + judgement(random, depth + 1) + " then " + judgement(random, depth + 1) + " else "
                        + judgement(random, depth + 1);
            case 7 ->
                value(random, depth)
                        + one(random, " in (", " in [", " in >(")
                        + judgement(random, depth + 1)
                        + one(random, ")", "]");
            default -> "(" + judgement(random, depth + 1) + ")";
        };
    }

    private static String value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > DEPTH_MAX ? 3 : 6)) {
            case 0 -> one(random, "金额", "空着的", "下单日", "实际发货时间", "客户名称", "标签");
            case 1 -> one(random, "0", "1", "-1", "0.5", "12800", "99999999999999999999");
            case 2 -> one(random, "now()", "today()", "date(\"2026-11-22\")", "duration(\"P7D\")", "\"甲公司\"");
            case 3, 4 -> value(random, depth + 1) + one(random, " + ", " - ", " * ", " / ") + value(random, depth + 1);
            default ->
                one(random, "abs(", "sum(", "count(", "floor(", "(", "[")
                        + value(random, depth + 1)
                        + one(random, ")", "]", "");
        };
    }

    private static String one(RandomGenerator random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String feed(byte[] input) throws Forgery {
        String expression = new String(input, UTF_8);
        List<String> problems = conditions.problems(expression, FIELDS);
        boolean holds = conditions.holds(expression, RECORD, NOW, SHANGHAI);
        for (String problem : problems) {
            if (problem.isBlank() || problem.contains("Exception") || problem.contains("camunda")) {
                throw new Forgery("no sentence: " + problem);
            }
        }
        String first = problems.isEmpty() ? "accepted" : problems.getFirst().replaceAll("“[^”]*”|[0-9]+", "…");
        return (first.length() > 24 ? first.substring(0, 24) : first) + " +" + Math.min(9, problems.size())
                + (holds ? " holds" : "");
    }

    private static FieldDefinition field(String id, FieldKind kind) {
        return new FieldDefinition(id, id, kind, "");
    }
}
