package io.parley.query.moderation;

import io.parley.api.moderation.GetReports;
import io.parley.api.moderation.GetReports.Reports;
import io.parley.projections.view.ReportDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** The operators' queue. */
public final class ReportQueries {
    private final Views views;

    public ReportQueries(Views views) {
        this.views = views;
    }

    @QueryHandler
    public Reports handle(GetReports query) {
        List<String> open = ReportDocument.open(
                views.find(View.REPORTS, ReportDocument.QUEUE).orElse(null));
        List<String> page = open.stream()
                .filter(id -> query.only() == null || id.equals(query.only().value()))
                .limit(query.limit())
                .toList();
        Map<String, Document> found = views.find(View.REPORTS, page);
        return new Reports(
                page.stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .map(ReportDocument::read)
                        .toList(),
                open.size());
    }
}
