package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.EmptyRoleReport;
import io.soprelay.outbox.DeliveryHandler;
import java.util.Optional;

/** Tells every admin that nobody holds a role that work waits for. */
final class EmptyRoleHandler implements DeliveryHandler<EmptyRoleReport> {
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;

    EmptyRoleHandler(FlowEngine engine, NewsView news, Sending sending) {
        this.engine = engine;
        this.news = news;
        this.sending = sending;
    }

    @Override
    public Class<EmptyRoleReport> kind() {
        return EmptyRoleReport.class;
    }

    @Override
    public Result handle(EmptyRoleReport report, Claimed entry) {
        Optional<FlowInstance> found = engine.find(report.flow());
        Optional<WorkItem> item = found.flatMap(instance -> instance.find(report.item()));
        if (found.isEmpty() || item.isEmpty()) {
            return new Result.Done();
        }
        Result worst = new Result.Done();
        for (MemberId admin : report.admins()) {
            Scene scene = Scene.of(engine, found.get(), admin);
            Result result = sending.card(admin, entry, news.roleEmpty(scene, item.get(), report.role()));
            // Each admin's message has its own key: trying again repeats it only after 55 minutes of unknown fate.
            worst = worse(worst, result);
        }
        return worst;
    }

    /** An unknown fate is what the next try has to know of. */
    private static Result worse(Result one, Result other) {
        boolean unknown = one instanceof Result.Retry retry
                && retry.tried() != null
                && retry.tried().mayHaveArrived();
        return unknown || !(other instanceof Result.Retry) ? one : other;
    }
}
