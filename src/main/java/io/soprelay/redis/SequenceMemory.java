package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import java.util.Collections;
import java.util.List;

/**
 * What a bot remembers of its store outside the store.
 *
 * @param seen the commit counter of each partition, never higher than what the store had acknowledged
 * @param frozen partitions that went back and nobody has released
 * @param told how often the incident about it had been opened when it was told of all of them; 0 if it was not
 */
public record SequenceMemory(List<Long> seen, List<Fall> frozen, int told) {
    /** Nothing was ever seen: whatever the store holds is taken for what it is. */
    public static final SequenceMemory NONE =
            new SequenceMemory(Collections.nCopies(AggregateId.PARTITIONS, 0L), List.of(), 0);

    /**
     * One partition that went back.
     *
     * @param from the highest sequence that was seen before
     * @param to what the store said then
     */
    public record Fall(int partition, long from, long to) {
        public Fall {
            if (partition < 0 || partition >= AggregateId.PARTITIONS || to < 0 || to > from) {
                throw new IllegalArgumentException(
                        "Partition %d cannot have gone back from %d to %d".formatted(partition, from, to));
            }
        }
    }

    public SequenceMemory {
        seen = List.copyOf(seen);
        frozen = List.copyOf(frozen);
        if (seen.size() != AggregateId.PARTITIONS || seen.stream().anyMatch(each -> each < 0) || told < 0) {
            throw new IllegalArgumentException("There are %d partitions, none below 0, but %s was given, told %d"
                    .formatted(AggregateId.PARTITIONS, seen, told));
        }
    }
}
