package io.parley.query.privacy;

import io.parley.api.account.user.GetPrivacy;
import io.parley.api.account.user.Privacy;
import io.parley.api.id.UserId;
import io.parley.projections.view.PrivacyDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** What others may know of people. */
public final class Privacies {
    private final Views views;

    public Privacies(Views views) {
        this.views = views;
    }

    @QueryHandler
    GetPrivacy.Settings handle(GetPrivacy query) {
        return PrivacyDocument.read(views.find(View.USERS, query.user().value()).orElse(null));
    }

    public Privacy of(UserId user) {
        return handle(new GetPrivacy(user)).privacy();
    }

    /** Of each of them, whether they are known or not. */
    public Map<UserId, Privacy> of(Collection<UserId> users) {
        Map<String, Document> known =
                views.find(View.USERS, users.stream().map(UserId::value).toList());
        return users.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        user -> PrivacyDocument.read(known.get(user.value())).privacy()));
    }
}
