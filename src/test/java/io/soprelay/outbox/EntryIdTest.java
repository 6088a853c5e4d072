package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Delivery.EvidenceFetch;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryIdTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void a_file_with_a_name_of_usual_length_is_found_under_it() {
        assertThat(fetch("code-1").entryId()).isEqualTo("evidence/msg1/code-1");
    }

    @Test
    void names_longer_than_a_schedule_takes_become_ids_that_differ_as_the_names_do() {
        String one = fetch("mIof".repeat(100) + "1").entryId();
        String other = fetch("mIof".repeat(100) + "2").entryId();

        assertThat(one).startsWith("evidence/").hasSizeLessThan(200).isNotEqualTo(other);
        assertThat(fetch("mIof".repeat(100) + "1").entryId()).isEqualTo(one);
    }

    private static EvidenceFetch fetch(String key) {
        return new EvidenceFetch(new MemberId("m1"), "msg1", null, key, true, null, "msg1", NOON, null);
    }
}
