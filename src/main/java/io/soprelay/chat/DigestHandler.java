package io.soprelay.chat;

import io.soprelay.chat.command.ChartPictures;
import io.soprelay.chat.view.DigestView;
import io.soprelay.digest.DigestParts;
import io.soprelay.digest.Snapshot;
import io.soprelay.digest.Subscription;
import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.DigestDelivery;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends a person's digest with the rights they have when it leaves: whoever oversees the company hears of all of it,
 * everybody else of their own work. One that could not be sent on its day is dropped; tomorrow's says more.
 */
final class DigestHandler implements DeliveryHandler<DigestDelivery> {
    /** About as long as a company's numbers take. */
    private static final Duration WHILE_READ = Duration.ofSeconds(3);

    private final DigestParts digests;
    private final Members members;
    private final Roles roles;
    private final DigestView view;
    private final ChartPictures charts;
    private final Sending sending;

    DigestHandler(
            DigestParts digests, Members members, Roles roles, DigestView view, ChartPictures charts, Sending sending) {
        this.digests = digests;
        this.members = members;
        this.roles = roles;
        this.view = view;
        this.charts = charts;
        this.sending = sending;
    }

    @Override
    public Class<DigestDelivery> kind() {
        return DigestDelivery.class;
    }

    @Override
    public Result handle(DigestDelivery delivery, Claimed entry) {
        MemberId person = members.find(delivery.to()).map(Member::id).orElse(delivery.to());
        if (!person.equals(delivery.to())) {
            digests.subscriptions().handOver(delivery.to(), person);
            return new Result.Done();
        }
        Optional<Subscription> wish = digests.subscriptions().of(delivery.to());
        if (wish.isEmpty() || !delivery.day().equals(digests.digests().today())) {
            return new Result.Done();
        }
        Optional<Snapshot> read = digests.digests().recent();
        if (read.isEmpty()) {
            return new Result.Retry(WHILE_READ, "the numbers are being read");
        }
        Snapshot now = read.get();
        var digest = roles.mayOversee(delivery.to())
                ? now.whole(wish.get().flows())
                : now.of(delivery.to(), wish.get().flows());
        return sending.card(delivery.to(), entry, charts.shownTo(delivery.to(), view.card(digest, delivery.to())));
    }
}
