package io.soprelay.ledger;

import static io.soprelay.testkit.Commits.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.testkit.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Rows} keeps. */
public abstract class RowsContract {

    private Rows rows;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        rows = newStore().rows();
    }

    @Test
    void a_list_holds_one_row_a_source() {
        rows.put("todo:an", "f1", 1, bytes("one"));
        rows.put("todo:an", "f2", 1, bytes("two"));
        rows.put("todo:an", "f1", 2, bytes("newer"));
        rows.put("todo:bo", "f1", 1, bytes("other list"));
        Map<String, byte[]> all = rows.all("todo:an");
        assertThat(all).containsOnlyKeys("f1", "f2");
        assertThat(all.get("f1")).isEqualTo(bytes("newer"));
        assertThat(rows.all("nobody's")).isEmpty();
    }

    @Test
    void some_rows_of_several_lists_are_one_look() {
        rows.put("todo:an", "f1", 1, bytes("one"));
        rows.put("todo:an", "f2", 1, bytes("two"));
        rows.put("todo:bo", "f1", 1, bytes("bo's"));
        rows.put("todo:bo", "f1", 2, null);
        Map<String, Map<String, byte[]>> found = rows.some(
                Map.of("todo:an", List.of("f2", "f3", "f1"), "todo:bo", List.of("f1"), "nobody's", List.of("f1")));
        assertThat(found).containsOnlyKeys("todo:an");
        assertThat(found.get("todo:an")).containsOnlyKeys("f1", "f2").containsEntry("f2", bytes("two"));
        assertThat(rows.some(Map.of())).isEmpty();
    }

    @Test
    void an_older_row_never_replaces_a_newer_one() {
        rows.put("l", "f1", 7, bytes("seven"));
        rows.put("l", "f1", 6, bytes("six"));
        rows.put("l", "f1", 6, null);
        assertThat(rows.all("l").get("f1")).isEqualTo(bytes("seven"));
    }

    @Test
    void the_same_version_may_be_written_again() {
        rows.put("l", "f1", 7, bytes("one"));
        rows.put("l", "f1", 7, bytes("again"));
        assertThat(rows.all("l").get("f1")).isEqualTo(bytes("again"));
    }

    @Test
    void a_removed_row_is_not_brought_back_by_an_older_one() {
        rows.put("l", "f1", 1, bytes("one"));
        rows.put("l", "f1", 3, null);
        assertThat(rows.all("l")).isEmpty();
        rows.put("l", "f1", 2, bytes("two"));
        assertThat(rows.all("l")).isEmpty();
        rows.put("l", "f1", 4, bytes("four"));
        assertThat(rows.all("l").get("f1")).isEqualTo(bytes("four"));
    }

    @Test
    void what_was_removed_is_forgotten_unless_there_is_a_row_or_a_newer_version() {
        rows.put("l", "gone", 3, null);
        rows.put("l", "there", 3, bytes("three"));
        rows.put("l", "newer", 4, null);
        rows.forgetRemoved("l", Map.of("gone", 3L, "there", 3L, "newer", 3L, "never", 1L));
        rows.forgetRemoved("nobody's", Map.of("gone", 3L));
        rows.forgetRemoved("l", Map.of());
        for (String source : List.of("gone", "there", "newer")) {
            rows.put("l", source, 1, bytes("one"));
        }

        assertThat(rows.all("l")).containsOnly(Map.entry("gone", bytes("one")), Map.entry("there", bytes("three")));
    }

    @Test
    void a_walk_in_pages_sees_every_row_of_every_list() {
        for (int i = 0; i < 1_200; i++) {
            rows.put("long", "f" + i, 1, bytes("row " + i + " " + "x".repeat(70)));
        }
        rows.put("short", "f1", 1, bytes("one"));

        List<Rows.Place> places = new ArrayList<>(
                List.of(Rows.Place.start("long"), Rows.Place.start("short"), Rows.Place.start("nobody's")));
        Map<String, Set<String>> seen = new TreeMap<>();
        int looks = 0;
        while (!places.isEmpty()) {
            List<Rows.Page> pages = rows.pages(places, 100);
            assertThat(pages).hasSameSizeAs(places);
            List<Rows.Place> next = new ArrayList<>();
            for (int i = 0; i < pages.size(); i++) {
                seen.computeIfAbsent(places.get(i).list(), any -> new TreeSet<>())
                        .addAll(pages.get(i).rows().stream()
                                .map(Rows.Row::source)
                                .toList());
                Rows.Place after = pages.get(i).next();
                if (after != null) {
                    next.add(after);
                }
            }
            places = next;
            looks++;
        }
        assertThat(seen.get("long")).hasSize(1_200);
        assertThat(seen.get("short")).containsExactly("f1");
        assertThat(seen.get("nobody's")).isEmpty();
        assertThat(looks).as("looks").isBetween(3, 40);
        assertThat(rows.pages(List.of(), 100)).isEmpty();
    }

    @Test
    void a_page_is_bounded() {
        assertThatThrownBy(() -> rows.pages(List.of(Rows.Place.start("l")), Rows.PAGE_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.pages(List.of(Rows.Place.start("l")), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_dropped_list_is_empty_and_begins_anew() {
        rows.put("l", "f1", 7, bytes("seven"));
        rows.drop("l");
        rows.drop("nobody's");
        assertThat(rows.all("l")).isEmpty();
        rows.put("l", "f1", 1, bytes("one"));
        assertThat(rows.all("l").get("f1")).isEqualTo(bytes("one"));
    }
}
