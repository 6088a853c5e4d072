package io.soprelay.outage;

import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What people should have in their chats by what has happened to the records, against what the platform has there: each
 * thing once, and as it is.
 */
final class Losses {
    private static final String BUTTON = "完成任务";

    private final Outage outage;
    private final BusyCompany company;
    private final List<FlowInstance> records;
    private final Map<MemberId, Account> accounts = new HashMap<>();
    private final Map<Account, List<String>> chats = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    Losses(Outage outage) {
        this.outage = outage;
        company = outage.company();
        records = company.records();
        outage.everybody().forEach(person -> accounts.put(company.id(person), person));
    }

    List<String> found() {
        for (FlowInstance record : records) {
            switch (record.state()) {
                case "待看" ->
                    outage.inspectorsNow()
                            .forEach(inspector -> expect(
                                    inspector, 1, ClosingFlow.LOOK_THROUGH, record, text -> text.contains(BUTTON)));
                case "已看" -> {
                    expect(owner(record), 1, record.number() + " 日结看过了", record, text -> true);
                    outage.inspectorsNow()
                            .forEach(inspector -> expect(
                                    inspector, 0, ClosingFlow.LOOK_THROUGH, record, text -> text.contains(BUTTON)));
                }
                default -> {}
            }
        }
        outage.keepers().forEach(this::reminders);
        outage.digestReaders().forEach(reader -> count(reader, 1, "日报", Losses::isDigest));
        outage.everybody().forEach(this::nothingElse);
        if (company.waiting() > 0) {
            found.add(company.waiting() + " entries still wait");
        }
        return found;
    }

    private List<String> news(Account person) {
        return chats.computeIfAbsent(person, outage::news);
    }

    private Account owner(FlowInstance record) {
        return Objects.requireNonNull(accounts.get(record.owner()));
    }

    /** One message for all that was still to be done when it left, and nobody is reminded twice. */
    private void reminders(Account keeper) {
        List<FlowInstance> due = records.stream()
                .filter(record -> owner(record).equals(keeper))
                .filter(record -> record.openItems().stream().anyMatch(this::isHandIn))
                .filter(this::wasReminded)
                .toList();
        List<String> messages = news(keeper).stream().filter(Losses::isReminder).toList();
        if (messages.size() > 1 || messages.isEmpty() && !due.isEmpty()) {
            found.add("%s has %d messages for %d reminders".formatted(keeper, messages.size(), due.size()));
            return;
        }
        due.stream()
                .filter(record -> !messages.getFirst().contains(record.number()))
                .forEach(record -> found.add("%s is not reminded of %s".formatted(keeper, record.number())));
    }

    private boolean isHandIn(WorkItem item) {
        return item.id().key().equals("hand-in");
    }

    private boolean wasReminded(FlowInstance record) {
        return company.history(record).stream()
                .map(FlowCommit::events)
                .flatMap(List::stream)
                .anyMatch(FlowEvent.HoldersReminded.class::isInstance);
    }

    private static boolean isReminder(String text) {
        return text.startsWith("还没完成");
    }

    private static boolean isDigest(String text) {
        return text.startsWith("我的日报");
    }

    private void expect(Account person, int times, String title, FlowInstance record, Predicate<String> as) {
        count(
                person,
                times,
                title + " of " + record.number(),
                text -> text.startsWith(title) && text.contains(record.number()) && as.test(text));
    }

    private void count(Account person, int times, String what, Predicate<String> is) {
        long there = news(person).stream().filter(is).count();
        if (there != times) {
            found.add("%s has %d times %s".formatted(person, there, what));
        }
    }

    /** One answer for each line that was written, and no second card of anything. */
    private void nothingElse(Account person) {
        List<String> answers = news(person).stream()
                .filter(text -> !isReminder(text))
                .filter(text -> !text.startsWith(ClosingFlow.LOOK_THROUGH))
                .filter(text -> !isDigest(text))
                .filter(text -> !text.matches("(?s)RJ-\\S+ 日结看过了.*"))
                .toList();
        if (answers.size() != outage.written(person)) {
            found.add("%s wrote %d lines and has %d answers: %s"
                    .formatted(person, outage.written(person), answers.size(), answers));
        }
    }
}
