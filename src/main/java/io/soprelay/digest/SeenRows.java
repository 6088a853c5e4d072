package io.soprelay.digest;

/**
 * Which rows of a list were seen, in eight to sixteen bytes each: a set of their names takes a hundred, and tens of
 * thousands of those grow old in memory before the list is through; to clear them away held up presses for a tenth of a
 * second. Names are told apart by 64 bits: of fifty thousand rows one is missed in ten billion walks. One thread.
 */
final class SeenRows {
    private static final int FIRST_CAPACITY = 16;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Open addressing; 0 is a free place. */
    private long[] table = new long[FIRST_CAPACITY];

    private int size;

    /** @return whether it was not seen before */
    boolean add(String source) {
        if (size * 4 >= table.length * 3) {
            grow();
        }
        boolean fresh = put(table, hash(source));
        size += fresh ? 1 : 0;
        return fresh;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long hash : table) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long hash) {
        int mask = table.length - 1;
        int at = (int) (hash >>> 32) & mask;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = hash;
        return true;
    }

    /** FNV-1a, finished as SplitMix64 is: names that differ in a digit fall far apart. Never 0. */
    private static long hash(String source) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < source.length(); i++) {
            hash = (hash ^ source.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}
