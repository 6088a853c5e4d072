package io.soprelay.simulation;

import io.soprelay.ledger.AggregateId;

/** Names one commit: a command has its effect on an aggregate once. */
record CommitKey(AggregateId aggregate, String commandId) {}
