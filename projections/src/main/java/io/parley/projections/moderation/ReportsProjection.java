package io.parley.projections.moderation;

import io.parley.api.moderation.ReportEvent.MessageReported;
import io.parley.api.moderation.ReportEvent.ReportResolved;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.ReportDocument;
import io.parley.projections.view.View;
import org.axonframework.eventhandling.EventHandler;

/** The operators' queue. */
public final class ReportsProjection {
    @EventHandler
    void on(MessageReported event, ViewBatch batch) {
        String id = event.report().value();
        batch.insert(View.REPORTS, id, ReportDocument.of(event));
        batch.change(View.REPORTS, ReportDocument.QUEUE)
                .set(ReportDocument.REPORTED + "." + id, event.time().toEpochMilli());
    }

    @EventHandler
    void on(ReportResolved event, ViewBatch batch) {
        batch.change(View.REPORTS, ReportDocument.QUEUE)
                .set(
                        ReportDocument.RESOLVED + "." + event.report().value(),
                        event.time().toEpochMilli());
    }
}
