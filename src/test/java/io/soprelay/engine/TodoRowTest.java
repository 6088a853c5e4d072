package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.testkit.flow.Cast;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TodoRowTest {
    private final StoredCodec codec = new StoredCodec();

    @Test
    void a_row_of_an_earlier_release_is_read_until_the_rescan_has_written_it_anew() {
        byte[] old = "1{\"flow\":\"f1\",\"items\":[{\"key\":\"ship\",\"round\":2}]}".getBytes(StandardCharsets.UTF_8);

        TodoRow row = codec.read(old, TodoRow.class);

        assertThat(row.flow()).isEqualTo(new FlowId("f1"));
        assertThat(row.kind()).isNull();
        assertThat(row.items()).extracting(TodoRow.Held::id).containsExactly(new ItemId("ship", 2));
        assertThat(row.items().getFirst().isLead()).isFalse();
    }

    @Test
    void a_row_says_since_when_and_whether_this_person_leads() {
        EngineWorld world = new EngineWorld();
        world.setRole("审批人", Cast.ZHANG);
        FlowInstance record = world.startDelivery();
        TodoRow row = TodoRow.of(record, Cast.ZHANG);
        assertThat(row.kind()).isEqualTo("delivery");
        assertThat(row.items()).singleElement().satisfies(held -> {
            assertThat(held.isLead()).isTrue();
            assertThat(held.openedAt()).isEqualTo(record.startedAt());
        });
        assertThat(TodoRow.of(record, Cast.LI).items()).isEqualTo(List.of());
        assertThat(codec.read(codec.write(row), TodoRow.class)).isEqualTo(row);
    }
}
