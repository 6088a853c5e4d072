package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.archive.ArchiveUnreadableException;
import io.soprelay.flow.model.FlowInstance;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entry of the archive that cannot be read is missed by whoever asks for it, and by nobody else. */
class LostInArchiveTest extends ArchiveSpecification {
    private FlowInstance delivery;
    private FlowInstance request;

    @BeforeEach
    void a_live_return_of_a_delivery_that_is_lost() throws Exception {
        delivery = world.accepted();
        request = world.startReturn(delivery);
        world.deliverAll();
        archived(delivery);
        try (FileChannel file = FileChannel.open(folder.resolve("segment-000001.archive"), StandardOpenOption.WRITE)) {
            file.truncate(100);
        }
    }

    @Test
    void who_asks_for_it_alone_is_told_and_who_asks_for_several_gets_the_others() {
        assertThatThrownBy(() -> world.engine.find(delivery.id())).isInstanceOf(ArchiveUnreadableException.class);
        assertThat(world.engine.findAll(List.of(delivery.id(), request.id())))
                .extracting(FlowInstance::id)
                .containsExactly(request.id());
        assertThat(world.records.lookAtReadable(List.of(delivery.id(), request.id())))
                .hasSize(1);
    }

    @Test
    void who_must_not_miss_any_hears_of_it() {
        assertThatThrownBy(() -> world.records.look(List.of(delivery.id(), request.id())))
                .isInstanceOf(ArchiveUnreadableException.class)
                .hasMessageContaining(delivery.id().value());
    }

    @Test
    void a_live_record_that_is_linked_to_it_gets_what_it_is_owed() {
        List<String> broken = new ArrayList<>();
        List<String> visited = new ArrayList<>();
        world.rescan.watchedBy(new Rescan.Watch() {
            @Override
            public void broken(String record, String reason) {
                broken.add(record);
            }

            @Override
            public void visited(List<String> records) {
                visited.addAll(records);
            }
        });
        world.rescans();
        assertThat(broken).isEmpty();
        assertThat(visited).contains(request.id().value());
    }
}
