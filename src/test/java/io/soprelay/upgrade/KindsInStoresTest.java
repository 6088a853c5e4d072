package io.soprelay.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.StoreDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever this code can store stands in a store that was kept, so that no later release can forget how to read it: the
 * next new kind fails here until a store with it is recorded (how: {@code package-info} of this package).
 */
class KindsInStoresTest {
    /** Sealed families that are stored under the simple names of their records. */
    private static final List<Class<?>> FAMILIES =
            List.of(FlowEvent.class, FieldValue.class, WorkItem.class, Delivery.class, Trouble.class);

    /** Lists of rows, by how their keys begin. */
    private static final List<String> LISTS = List.of("todo", "done", "done-days");

    /** Kinds that no store has, and why none is needed. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    private static final Pattern TYPE = Pattern.compile("\"type\":\"(\\w+)\"");

    @Test
    void every_kind_that_can_be_stored_is_in_a_store_that_was_kept() throws IOException {
        Set<String> kept = kept();

        assertThat(kinds())
                .as("record a store with it, or give a reason in EXCEPTIONS")
                .allSatisfy(kind -> assertThat(kept.contains(kind) || EXCEPTIONS.containsKey(kind))
                        .as(kind)
                        .isTrue());
    }

    @Test
    void no_exception_outlives_its_reason() throws IOException {
        assertThat(EXCEPTIONS.keySet()).isSubsetOf(kinds());
        assertThat(kept()).noneMatch(EXCEPTIONS::containsKey);
    }

    private static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        for (Class<?> family : FAMILIES) {
            for (Class<?> kind : family.getPermittedSubclasses()) {
                kinds.add(family.getSimpleName() + " " + kind.getSimpleName());
            }
        }
        Arrays.stream(AggregateId.Kind.values()).forEach(kind -> kinds.add("history of " + kind));
        Arrays.stream(Lane.values()).forEach(lane -> kinds.add("entry of " + lane));
        LISTS.forEach(list -> kinds.add("row of " + list));
        kinds.add("sealed entry");
        kinds.add("entry with hidden texts");
        kinds.add("key of a record");
        return kinds;
    }

    private static Set<String> kept() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : StoresOfReleasesTest.stores()) {
            StoreDump.forEach(file, (key, value) -> addKinds(found, key, value));
        }
        return found;
    }

    /** Of one value of a key: a field, an element or a member. */
    private static void addKinds(Set<String> found, String key, byte[] value) {
        String name = key.substring(key.indexOf("}:") + 2);
        for (AggregateId.Kind kind : AggregateId.Kind.values()) {
            if (name.startsWith("log:" + kind.code() + ":")) {
                found.add("history of " + kind);
            }
        }
        for (Lane lane : Lane.values()) {
            if (name.equals("e:" + lane.code())) {
                found.add("entry of " + lane);
            }
        }
        LISTS.stream()
                .filter(list -> name.equals("row:" + list) || name.startsWith("row:" + list + ":"))
                .forEach(list -> found.add("row of " + list));
        if (name.startsWith("log:") && value.length > 0 && value[0] == '2') {
            found.add("sealed entry");
        }
        if (name.startsWith("log:") && StoredCodec.isVeiled(HistoryChain.opened(value))) {
            found.add("entry with hidden texts");
        }
        if (name.equals("keys")) {
            found.add("key of a record");
        }
        String text = new String(value, StandardCharsets.UTF_8);
        TYPE.matcher(text).results().flatMap(type -> named(type.group(1))).forEach(found::add);
    }

    /** In every family that has one of this name; no two families share one. */
    private static Stream<String> named(String type) {
        return FAMILIES.stream()
                .filter(family -> Arrays.stream(family.getPermittedSubclasses())
                        .anyMatch(kind -> kind.getSimpleName().equals(type)))
                .map(family -> family.getSimpleName() + " " + type);
    }
}
