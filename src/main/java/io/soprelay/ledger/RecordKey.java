package io.soprelay.ledger;

/**
 * What the personal texts of one aggregate are hidden with. The store has a random half of it, apart from state and
 * history; the other half is the bot's key, which is not in the store. Once the stored half is dropped nobody reads the
 * texts again, wherever copies of state and history are.
 *
 * @param stored the half that the store keeps
 * @param secret made of both halves; 64 bytes, known only while it is used
 */
public record RecordKey(byte[] stored, byte[] secret) {
    public static final int STORED_BYTES = 32;

    /** Nothing of it in a log. */
    @Override
    public String toString() {
        return "RecordKey[***]";
    }
}
