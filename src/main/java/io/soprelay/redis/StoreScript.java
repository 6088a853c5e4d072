package io.soprelay.redis;

import static io.soprelay.redis.ScriptResult.ADVANCED;
import static io.soprelay.redis.ScriptResult.ALLOTTED;
import static io.soprelay.redis.ScriptResult.ARCHIVED;
import static io.soprelay.redis.ScriptResult.BEHIND;
import static io.soprelay.redis.ScriptResult.CHANGED;
import static io.soprelay.redis.ScriptResult.CLAIMED;
import static io.soprelay.redis.ScriptResult.COMMITTED;
import static io.soprelay.redis.ScriptResult.CONFLICT;
import static io.soprelay.redis.ScriptResult.DUE_AGAIN;
import static io.soprelay.redis.ScriptResult.FORGOTTEN;
import static io.soprelay.redis.ScriptResult.FOUND;
import static io.soprelay.redis.ScriptResult.GIVEN_BACK;
import static io.soprelay.redis.ScriptResult.HASTENED;
import static io.soprelay.redis.ScriptResult.IDLE;
import static io.soprelay.redis.ScriptResult.LEASED;
import static io.soprelay.redis.ScriptResult.MISSING;
import static io.soprelay.redis.ScriptResult.NEWER;
import static io.soprelay.redis.ScriptResult.OLDER;
import static io.soprelay.redis.ScriptResult.PUT_BACK;
import static io.soprelay.redis.ScriptResult.RECALLED;
import static io.soprelay.redis.ScriptResult.RELEASED;
import static io.soprelay.redis.ScriptResult.REPEATED;
import static io.soprelay.redis.ScriptResult.RESTORED;
import static io.soprelay.redis.ScriptResult.SETTLED;
import static io.soprelay.redis.ScriptResult.STALE;
import static io.soprelay.redis.ScriptResult.STORED;
import static io.soprelay.redis.ScriptResult.TRIMMED;
import static io.soprelay.redis.ScriptResult.UPGRADED;
import static io.soprelay.redis.ScriptResult.WAITING;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Every script, with the results its callers handle; a test compares them with the header of the file. */
enum StoreScript {
    LOAD(FOUND, MISSING),
    INSPECT(FOUND, MISSING),
    COMMIT(COMMITTED, REPEATED, CONFLICT, ARCHIVED),
    TRIM(TRIMMED, NEWER),
    RECALL(RECALLED, CHANGED),
    RELEASE(RELEASED),
    RESTORE(RESTORED),
    CLAIM(CLAIMED, IDLE, BEHIND),
    GIVEBACK(GIVEN_BACK),
    HASTEN(HASTENED),
    DUE(WAITING, IDLE),
    DONE(SETTLED, DUE_AGAIN, STALE),
    RETRY(PUT_BACK, STALE),
    SHOWN(SETTLED, DUE_AGAIN, STALE),
    ANSWERED(SETTLED, DUE_AGAIN, LEASED, OLDER, CHANGED),
    NUMBER(ALLOTTED, REPEATED),
    ROW(STORED, OLDER),
    FORGET(FORGOTTEN),
    ADVANCE(ADVANCED),
    UPGRADE(UPGRADED, CHANGED);

    private final Set<ScriptResult> results;

    StoreScript(ScriptResult first, ScriptResult... others) {
        results = EnumSet.of(first, others);
    }

    /** The file's name without its ending. */
    String file() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<ScriptResult> results() {
        return results;
    }
}
