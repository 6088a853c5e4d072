package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Delivery.Origin;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and under which id.
 *
 * @param admin whether they are an admin now
 * @param deliveryId the same for each repeat of the message: makes what changes things happen once, and names the start
 *     card that answers it
 * @param origin where it was asked; null in lines that were stored before there were several platforms
 * @param words of the line as the person wrote them; few commands ask for them
 */
public record CommandRequest(
        MemberId member,
        boolean admin,
        String deliveryId,
        @Nullable Origin origin,
        Supplier<List<String>> words) {

    /** Before the line is read. */
    public CommandRequest(MemberId member, boolean admin, String deliveryId, @Nullable Origin origin) {
        this(member, admin, deliveryId, origin, List::of);
    }

    CommandRequest written(Supplier<List<String>> line) {
        return new CommandRequest(member, admin, deliveryId, origin, line);
    }

    /** The last words of the line, which a command has read half-width, as they were written. */
    List<String> asWritten(List<String> read) {
        if (read.isEmpty()) {
            return read;
        }
        List<String> all = words.get();
        return read.size() <= all.size() ? all.subList(all.size() - read.size(), all.size()) : read;
    }

    /** Whether it was asked where others read along. */
    public boolean inGroup() {
        return origin != null && origin.group() != null;
    }
}
