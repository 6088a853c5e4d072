package io.soprelay.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger before another one: what is not overridden is the other one's. */
public abstract class ForwardingLedger implements Ledger {
    private final Ledger ledger;

    protected ForwardingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public CommitResult commit(Commit commit) {
        return ledger.commit(commit);
    }

    @Override
    public RecordKey newKey(AggregateId aggregate) {
        return ledger.newKey(aggregate);
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        return ledger.load(aggregate, commandId);
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        return ledger.load(aggregate);
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
        return ledger.loadAll(aggregates);
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return ledger.history(aggregate);
    }

    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        return ledger.inspect(aggregate);
    }

    @Override
    public Aggregates aggregates(String cursor) {
        return ledger.aggregates(cursor);
    }

    @Override
    public List<SealCount> sealCounts() {
        return ledger.sealCounts();
    }

    @Override
    public boolean rewrite() {
        return ledger.rewrite();
    }

    @Override
    public Rewriting rewriting() {
        return ledger.rewriting();
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        return ledger.live(kind, partition);
    }

    @Override
    public Map<String, Long> ended(AggregateId.Kind kind, int partition) {
        return ledger.ended(kind, partition);
    }

    @Override
    public void release(AggregateId.Kind kind, int partition, Map<String, Long> versions) {
        ledger.release(kind, partition, versions);
    }

    @Override
    public String allotNumber(String prefix, String day, String bearer) {
        return ledger.allotNumber(prefix, day, bearer);
    }

    @Override
    public void forgetAsking(Map<String, String> bearers) {
        ledger.forgetAsking(bearers);
    }

    @Override
    public Optional<String> findNumber(String number) {
        return ledger.findNumber(number);
    }
}
