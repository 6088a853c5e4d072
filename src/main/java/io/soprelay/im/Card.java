package io.soprelay.im;

import io.soprelay.media.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A card before any platform's dialect: plain words only, never markup. Adapters turn it into their own format by the
 * template named {@link Kind#template()} and encode every text for their dialect.
 *
 * <p>Built with {@link CardBuilder}. All lists may be empty; a null text means the part is not shown.
 *
 * @param summary the line in the chat list: {@code 【待办】完成发货 · FH-20261122-0007 · 今天 18:00 前}
 * @param subtitle who and which record: {@code 甲公司 · FH-20261122-0007}
 * @param when by when, as plain text with absolute times
 * @param quote somebody's words that explain the card (a rejection's reason)
 * @param paragraphs sentences, each its own paragraph
 * @param steps the record's states in order (record card)
 * @param facts label and value pairs of the record
 * @param guide how to do it
 * @param withWhom whom to ask or work with
 * @param pictures evidence to show
 * @param form what to fill; null for none
 * @param groups headed rows: lists, timeline
 * @param actions buttons outside the form
 * @param chart a small picture of numbers; null for none
 */
public record Card(
        Kind kind,
        Tone tone,
        String title,
        @Nullable String subtitle,
        String summary,
        @Nullable String when,
        @Nullable Quote quote,
        List<String> paragraphs,
        List<Step> steps,
        List<Fact> facts,
        @Nullable Guide guide,
        @Nullable String withWhom,
        List<Picture> pictures,
        @Nullable Form form,
        List<Group> groups,
        List<Action> actions,
        @Nullable Chart chart) {

    public Card {
        paragraphs = List.copyOf(paragraphs);
        steps = List.copyOf(steps);
        facts = List.copyOf(facts);
        pictures = List.copyOf(pictures);
        groups = List.copyOf(groups);
        actions = List.copyOf(actions);
    }

    /** With a picture in the chart's place, for platforms that cannot draw it. */
    public Card withChartDrawn(MediaId drawn) {
        Chart drawable = chart;
        if (drawable == null) {
            return this;
        }
        List<Picture> more = new ArrayList<>(pictures);
        more.add(new Picture(drawable.title(), drawn));
        return new Card(
                kind,
                tone,
                title,
                subtitle,
                summary,
                when,
                quote,
                paragraphs,
                steps,
                facts,
                guide,
                withWhom,
                more,
                form,
                groups,
                actions,
                null);
    }

    /** What the card is for; each kind has one template a platform. */
    public enum Kind {
        /** Fill this to start a record. */
        START,
        /** Something to do. */
        TASK,
        /** Something to decide. */
        APPROVAL,
        /** Asks for the reason of a rejection in a form of its own. */
        REASON,
        /** A part of the record this person has finished, or that was closed without them. */
        DONE,
        /** My to-do list. */
        TODO_LIST,
        /** One record with its timeline. */
        RECORD,
        /** News: progress, reminder, an answer in words, a question with buttons. */
        NOTICE,
        /** What a manager is told day by day. */
        DIGEST,
        /** First contact and help. */
        HELP;

        /** File name without extension under {@code cards/<platform>/}. */
        public String template() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** The header's colour, by meaning. */
    public enum Tone {
        /** To do: blue. */
        OPEN,
        /** Due today: orange. */
        DUE,
        /** Overdue when sent: red. */
        OVERDUE,
        /** Done well: green. */
        DONE,
        /** Closed without you, or just information: grey. */
        CLOSED
    }

    /** Somebody's words. */
    public record Quote(String who, String text) {}

    /** One state of the record's line. */
    public record Step(String label, Mark mark) {
        /** Whether the record has been here, is here, or is not here yet. */
        public enum Mark {
            PASSED,
            CURRENT,
            AHEAD
        }
    }

    /** A field of the record with its value in words. */
    public record Fact(String label, String value) {}

    /** How to do the task: numbered steps and links the flow's author wrote. */
    public record Guide(List<String> steps, List<Link> links) {
        public Guide {
            steps = List.copyOf(steps);
            links = List.copyOf(links);
        }
    }

    /** A link the flow's author wrote; never from data. {@code url} is https. */
    public record Link(String label, String url) {}

    /** A picture in the media store, with the field's label. */
    public record Picture(String label, MediaId media) {}

    /** Rows under a heading. */
    public record Group(@Nullable String heading, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** One line: what, which, when, and at most two buttons. */
    public record Row(
            String title,
            @Nullable String detail,
            @Nullable Action action,
            @Nullable Action second) {
        public Row {
            if (second != null && action == null) {
                throw new IllegalArgumentException("A row's second button stands beside a first one: " + title);
            }
        }

        /** With one button at most. */
        public Row(String title, @Nullable String detail, @Nullable Action action) {
            this(title, detail, action, null);
        }
    }

    /**
     * Numbers side by side. Platforms that cannot draw show it as a picture.
     *
     * @param points 1 to 31, in order
     */
    public record Chart(Kind kind, String title, List<Point> points) {
        private static final int POINTS_MAX = 31;

        public Chart {
            points = List.copyOf(points);
            if (points.isEmpty() || points.size() > POINTS_MAX) {
                throw new IllegalArgumentException("A chart has 1 to 31 points, but had " + points.size());
            }
        }

        /** How the numbers are drawn. */
        public enum Kind {
            /** Amounts that stand for themselves. */
            BAR,
            /** One amount as time goes by. */
            LINE
        }

        /** @param value 0 or more */
        public record Point(String label, long value) {}
    }

    /**
     * A form.
     *
     * @param name unique in the card, {@code [a-z0-9_]} at most 20 characters
     * @param hint what is still missing or wrong, shown above the buttons
     * @param submit the primary button
     * @param others further buttons inside the form; they submit its values too
     * @param line what to write instead of submitting, to be corrected and sent, for cards that cannot show the fields:
     *     {@code /task done FH-20261122-0007 物流单号=…}; null where no line does what the button does
     */
    public record Form(
            String name,
            List<Control> controls,
            @Nullable String hint,
            Action submit,
            List<Action> others,
            @Nullable String line) {
        public Form {
            controls = List.copyOf(controls);
            others = List.copyOf(others);
        }

        /** Without a line. */
        public Form(String name, List<Control> controls, @Nullable String hint, Action submit, List<Action> others) {
            this(name, controls, hint, submit, others, null);
        }
    }

    /**
     * One field to fill.
     *
     * @param name the form value's name: the field's id, unique in the card
     * @param label the field's label
     * @param placeholder an example
     * @param value what stands in it already, in the same text form in which a submit returns it
     * @param options for selects: value and label, at most 30
     * @param maxChars for texts: 1 to 1000
     */
    public record Control(
            Type type,
            String name,
            String label,
            @Nullable String placeholder,
            boolean required,
            List<String> value,
            List<Option> options,
            int maxChars) {
        public Control {
            value = List.copyOf(value);
            options = List.copyOf(options);
        }

        /** Which control shows the field. Dates are {@code yyyy-MM-dd}, date-times {@code yyyy-MM-dd HH:mm}. */
        public enum Type {
            TEXT,
            LONG_TEXT,
            SELECT,
            MULTI_SELECT,
            DATE,
            DATE_TIME
        }
    }

    /** A choice of a select. */
    public record Option(String value, String label) {}

    /**
     * A button.
     *
     * @param id which action class handles it
     * @param params what comes back with the press: strings, no secrets, nothing trusted
     * @param confirm asks before it acts; null for none
     */
    public record Action(
            String id,
            String label,
            Style style,
            Map<String, String> params,
            @Nullable String confirm) {
        public Action {
            params = Map.copyOf(params);
        }

        /** How the button looks. */
        public enum Style {
            PRIMARY,
            DEFAULT,
            DANGER
        }
    }
}
