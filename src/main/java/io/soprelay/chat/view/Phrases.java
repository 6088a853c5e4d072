package io.soprelay.chat.view;

import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times, people and values are said. Times are absolute, in the company's zone: a card is not redrawn. */
public final class Phrases {
    private static final int TAIL_CHARS = 4;
    private static final Pattern MENTIONED = Pattern.compile("@(m[0-9a-f]{8,})");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final DateTimeFormatter FULL_DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter FULL_MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Words words;
    private final ZoneId zone;
    private final Members members;
    private final Roles roles;

    public Phrases(Words words, ZoneId zone, Members members, Roles roles) {
        this.words = words;
        this.zone = zone;
        this.members = members;
        this.roles = roles;
    }

    public String say(String key, String... arguments) {
        return words.say(key, arguments);
    }

    /** 今天 18:00（11-22）, 12-02 周三 10:00; with the year if it is another one. */
    public String time(Instant moment, Instant now) {
        ZonedDateTime at = moment.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        String clock = CLOCK.format(at);
        String day = DAY.format(at);
        LocalDate date = at.toLocalDate();
        if (date.equals(today)) {
            return say("time.today", clock, day);
        }
        if (date.equals(today.plusDays(1))) {
            return say("time.tomorrow", clock, day);
        }
        if (date.equals(today.minusDays(1))) {
            return say("time.yesterday", clock, day);
        }
        String shown = date.getYear() == today.getYear() ? day : FULL_DAY.format(at);
        return say("time.day", shown, say("weekday." + date.getDayOfWeek().getValue()), clock);
    }

    /** 11-22 16:03, for what has happened. */
    public String stamp(Instant moment, Instant now) {
        ZonedDateTime at = moment.atZone(zone);
        boolean thisYear = at.getYear() == now.atZone(zone).getYear();
        return (thisYear ? DAY : FULL_DAY).format(at) + " " + CLOCK.format(at);
    }

    public boolean isToday(Instant moment, Instant now) {
        return moment.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    }

    /** What colleagues call the member; while nobody has told the name, what the person is. */
    public String name(MemberId member) {
        return members.nameOf(member).orElseGet(() -> say(unnamed(member)));
    }

    private String unnamed(MemberId member) {
        if (roles.isAdmin(member)) {
            return "people.admin";
        }
        return members.isErased(member) ? "people.erased" : "people.unnamed";
    }

    /** Key of the platform on which the person gets cards; empty for whoever is on none. */
    Optional<String> platform(MemberId member) {
        return members.find(member)
                .flatMap(known -> known.accounts().stream()
                        .findFirst()
                        .map(account -> account.platform().key()));
    }

    /** As {@link #name}; people without a name are told apart by their account: an admin has to find the person. */
    public String identified(MemberId member) {
        return members.nameOf(member)
                .or(() -> members.find(member).map(unnamed -> name(member) + " " + tail(unnamed)))
                .orElseGet(() -> name(member));
    }

    /** Enough of an account to tell two people apart. */
    public static String tail(Member member) {
        if (member.isErased()) {
            return "";
        }
        String account = member.accounts().getFirst().id();
        return "…" + account.substring(Math.max(0, account.length() - TAIL_CHARS));
    }

    /** A line as a person wrote it: it is stored with ids in place of the people mentioned. */
    public String asWritten(String line) {
        return MENTIONED.matcher(line).replaceAll(mentioned -> {
            MemberId member = new MemberId(mentioned.group(1));
            return Matcher.quoteReplacement(members.find(member).isPresent() ? "@" + name(member) : mentioned.group());
        });
    }

    public String names(List<MemberId> people) {
        return people.stream().map(this::name).collect(Collectors.joining(say("list.comma")));
    }

    /** Who holds an item, with the role before the name unless the name says it: 库管小李. */
    public String holders(WorkItem item) {
        return people(item.basis().role(), item.holders());
    }

    public String people(@Nullable String role, List<MemberId> people) {
        if (people.isEmpty()) {
            return say("people.nobody");
        }
        String names = names(people);
        return role == null || names.contains(role) ? names : say("people.of-role", role, names);
    }

    /** A record's name among people: 甲公司 · FH-20261122-0007. */
    public String record(FlowDefinition definition, FlowInstance instance) {
        return title(definition, instance) + " · " + instance.number();
    }

    /** The value that names the record; the flow's name while it is blank. */
    public String title(FlowDefinition definition, FlowInstance instance) {
        return instance.data()
                .get(definition.titleField())
                .map(value -> value(definition.field(definition.titleField()), value))
                .orElse(definition.name());
    }

    /** A value in words. */
    public String value(FieldDefinition field, FieldValue value) {
        return switch (value) {
            case FieldValue.Text text -> text.value();
            case FieldValue.Decimal decimal -> amount(field, decimal.value());
            case FieldValue.Day day -> FULL_DAY.format(day.value());
            case FieldValue.Moment moment -> FULL_MOMENT.format(moment.value());
            case FieldValue.Choices choices -> String.join(say("list.comma"), choices.values());
            case FieldValue.Person person -> name(person.value());
            case FieldValue.Files files ->
                say("value.files", Integer.toString(files.values().size()));
            case FieldValue.Link link -> link.number();
        };
    }

    private String amount(FieldDefinition field, BigDecimal amount) {
        String plain = amount.toPlainString();
        return switch (field.kind()) {
            case FieldKind.Money money -> say("value.money", plain);
            case FieldKind.Number number when !number.unit().isEmpty() -> plain + " " + number.unit();
            case FieldKind.RollUp rollUp when rollUp.unit() != null -> plain + " " + rollUp.unit();
            default -> plain;
        };
    }
}
