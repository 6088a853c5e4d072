package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisException;

/** Decides whether a data folder has a live server of ours: adopt it, start one, or stop with a sentence. */
final class ServerFinder {

    private static final Duration STEP = Duration.ofMillis(20);

    /** 5 s for a server that is alive but does not listen yet or any more. */
    private static final int ALIVE_STEPS_MAX = 250;

    /** One more chance of two seconds for one that is held up. */
    private static final int HANGING_KNOCKS_MAX = 1;

    /** 0.5 s for a server whose owner died between starting it and recording it. */
    private static final int UNRECORDED_STEPS_MAX = 25;

    private final DataFolder folder;
    private final Secret password;
    private final Pause pause;

    ServerFinder(DataFolder folder, Secret password, Pause pause) {
        this.folder = folder;
        this.password = password;
        this.pause = pause;
    }

    /**
     * The live server of the folder, ready or still loading; empty if there is none.
     *
     * @throws EmbeddedRedisException if something alive stands in the way
     */
    Optional<ServerProcess> find() {
        Optional<ServerRecord> record = folder.record();
        Optional<ServerProcess> found = record.flatMap(this::recorded);
        if (found.isEmpty()) {
            Set<Long> strangers = DataFolder.redisProcessesIn(folder.path());
            if (!strangers.isEmpty()) {
                throw new EmbeddedRedisException(
                        Reason.FOREIGN_SERVER,
                        ("A redis-server that the bot did not record (process %s) works in the data folder %s. Stop it"
                                        + " (kill %s) and start again, or set relay.redis.data-dir to another folder.")
                                .formatted(joined(strangers, ", "), folder.path(), joined(strangers, " ")));
            }
        }
        return found;
    }

    private Optional<ServerProcess> recorded(ServerRecord server) {
        ServerDoor door = new ServerDoor(server.port(), password);
        ServerDoor.Answer answer = door.knock();
        int steps = server.mark() == null ? UNRECORDED_STEPS_MAX : ALIVE_STEPS_MAX;
        int hanging = 0;
        for (int step = 0; step < steps && unclear(answer, hanging) && mayComeUp(server); step++) {
            pause.orGiveUp(STEP);
            answer = door.knock();
            hanging += answer == ServerDoor.Answer.HANGING ? 1 : 0;
        }
        return switch (answer) {
            case READY, LOADING -> answering(server, door);
            case WRONG_PASSWORD -> refusing(server);
            case HANGING, SILENT -> silent(server);
        };
    }

    private static boolean unclear(ServerDoor.Answer answer, int hanging) {
        return answer == ServerDoor.Answer.SILENT
                || (answer == ServerDoor.Answer.HANGING && hanging < HANGING_KNOCKS_MAX);
    }

    private static boolean mayComeUp(ServerRecord server) {
        return server.mark() == null || server.isAlive();
    }

    private Optional<ServerProcess> answering(ServerRecord server, ServerDoor door) {
        ServerDoor.Facts facts;
        try {
            facts = door.facts();
        } catch (JedisException goneAgain) {
            return Optional.empty();
        }
        if (sameFolder(facts.folder())) {
            return ProcessMark.of(facts.pid()).map(mark -> new ServerProcess(mark, door, facts.version()));
        }
        if (server.isAlive()) {
            throw new EmbeddedRedisException(
                    Reason.FOREIGN_SERVER,
                    ("The record in %s names redis-server process %d, but that one serves the folder %s: this folder is"
                                    + " a copy. Delete %s here to start a server of its own on the copied data.")
                            .formatted(folder.path(), facts.pid(), facts.folder(), ServerRecord.fileIn(folder.path())));
        }
        return Optional.empty();
    }

    private Optional<ServerProcess> refusing(ServerRecord server) {
        if (server.isAlive()) {
            throw new EmbeddedRedisException(
                    Reason.PASSWORD_MISMATCH,
                    ("The redis-server of %s (process %d, port %d) refuses the password in %s. Put the right password"
                                    + " file back, or stop that server (kill %d) and start again.")
                            .formatted(
                                    folder.path(),
                                    server.pid(),
                                    server.port(),
                                    folder.file(DataFolder.PASSWORD_FILE),
                                    server.pid()));
        }
        return Optional.empty();
    }

    private Optional<ServerProcess> silent(ServerRecord server) {
        if (server.isAlive()) {
            throw new EmbeddedRedisException(
                    Reason.SERVER_SILENT,
                    ("The redis-server of %s (process %d) is alive but does not answer on 127.0.0.1:%d. Let it go on, or"
                                    + " stop it (kill %d), and start again.")
                            .formatted(folder.path(), server.pid(), server.port(), server.pid()));
        }
        return Optional.empty();
    }

    private boolean sameFolder(Path reported) {
        try {
            return Files.isSameFile(reported, folder.path());
        } catch (IOException e) {
            return false;
        }
    }

    private static String joined(Set<Long> pids, String between) {
        return String.join(between, pids.stream().sorted().map(String::valueOf).toList());
    }
}
