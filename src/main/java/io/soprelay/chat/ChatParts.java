package io.soprelay.chat;

import io.soprelay.chat.command.FlowShelf;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.HistoryRounds;
import io.soprelay.engine.Todos;
import io.soprelay.im.ImGateway;
import io.soprelay.im.LineReport;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Schedules;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Deliveries;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the chat room stands on.
 *
 * @param clock the machine's; business time is {@code time}
 * @param gateways one a connected platform
 * @param lines how the transports are that the bot opens itself; asked when it is needed, because a line's desk stands on the chat
 * @param locale of the frame's words
 */
public record ChatParts(
        FlowEngine engine,
        Todos todos,
        Members members,
        Roles roles,
        Ledger ledger,
        Schedules schedules,
        BusinessTime time,
        Deliveries deliveries,
        MediaStore media,
        FlowShelf shelf,
        List<ImGateway> gateways,
        InstantSource clock,
        Locale locale,
        DigestParts digest,
        Incidents incidents,
        HistoryRounds history,
        Supplier<List<LineReport>> lines) {
    public ChatParts {
        gateways = List.copyOf(gateways);
    }
}
