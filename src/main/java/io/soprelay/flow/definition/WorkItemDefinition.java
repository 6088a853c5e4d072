package io.soprelay.flow.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work that a state or an earlier piece of work creates. */
public sealed interface WorkItemDefinition {

    /** Stable name inside the flow: {@code ship}. Round n of it is the item {@code ship#n}. */
    String key();

    String title();

    List<Opener> openers();

    /**
     * Something a person does and reports by a form.
     *
     * @param creator in whose name it is created; that person follows it up
     * @param due by when; null for no due time
     * @param guide how it is done
     * @param form the exact fields that complete it; they land in the record
     * @param facts fields of the record the person needs to see
     * @param cooperation with whom, in words; empty shows only who created it
     * @param closesWithState whether leaving the state closes it undone
     */
    record Task(
            String key,
            String title,
            List<Opener> openers,
            PeopleVariable assignee,
            PeopleVariable creator,
            @Nullable DueRule due,
            List<ReminderRule> reminders,
            TaskGuide guide,
            List<FormField> form,
            List<String> facts,
            String cooperation,
            boolean closesWithState)
            implements WorkItemDefinition {
        public Task {
            openers = List.copyOf(openers);
            reminders = List.copyOf(reminders);
            form = List.copyOf(form);
            facts = List.copyOf(facts);
        }
    }

    /**
     * A decision by one or several people.
     *
     * @param facts fields of the record the approver judges by; pictures among them are shown
     */
    record Approval(
            String key,
            String title,
            List<Opener> openers,
            PeopleVariable approvers,
            ApprovalPolicy policy,
            @Nullable DueRule due,
            List<ReminderRule> reminders,
            TaskGuide guide,
            List<String> facts,
            boolean closesWithState)
            implements WorkItemDefinition {
        public Approval {
            openers = List.copyOf(openers);
            reminders = List.copyOf(reminders);
            facts = List.copyOf(facts);
        }
    }

    /**
     * News for people; nobody has to act.
     *
     * @param text one or two sentences; {@code {字段}} stands for a field's value
     */
    record Notice(String key, String title, List<Opener> openers, PeopleVariable to, String text)
            implements WorkItemDefinition {
        public Notice {
            openers = List.copyOf(openers);
        }
    }
}
