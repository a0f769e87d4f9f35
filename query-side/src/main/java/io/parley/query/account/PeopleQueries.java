package io.parley.query.account;

import io.parley.api.account.user.FindPeople;
import io.parley.api.account.user.FindUserByHandle;
import io.parley.api.account.user.People;
import io.parley.api.account.user.Person;
import io.parley.api.asset.GetAvatar;
import io.parley.api.id.AssetId;
import io.parley.api.id.UserId;
import io.parley.projections.view.SealedDocument;
import io.parley.projections.view.UserDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Answers what the views know of people. */
public final class PeopleQueries {
    private final Views views;

    public PeopleQueries(Views views) {
        this.views = views;
    }

    @QueryHandler
    People handle(FindPeople query) {
        List<String> ids = query.users().stream().map(UserId::value).toList();
        return new People(views.find(View.USERS, ids).values().stream()
                .filter(PeopleQueries::isRegistered)
                .map(PeopleQueries::person)
                .toList());
    }

    @QueryHandler
    People handle(FindUserByHandle query) {
        return new People(views
                .find(View.HANDLES, query.handle().value())
                .flatMap(handle -> views.find(View.USERS, handle.getString("u")))
                .filter(user -> isRegistered(user) && !UserDocument.isErased(user))
                .map(PeopleQueries::person)
                .stream()
                .toList());
    }

    /** A picture in a profile is for everybody. */
    @QueryHandler
    GetAvatar.Answer handle(GetAvatar query) {
        return new GetAvatar.Answer(views.find(View.USERS, query.user().value())
                .filter(user -> query.asset().equals(avatar(user)))
                .isPresent());
    }

    /** Replayed events may have brought a device before the registration. */
    private static boolean isRegistered(Document user) {
        return user.containsKey("h");
    }

    private static Person person(Document user) {
        return new Person(
                new UserId(user.getString("_id")),
                SealedDocument.read(user.get("h", Document.class)),
                SealedDocument.read(
                        user.containsKey("m") ? user.get("m", Document.class) : user.get("n", Document.class)),
                avatar(user));
    }

    private static @Nullable AssetId avatar(Document user) {
        String asset = user.get("a", new Document()).getString("i");
        return asset == null ? null : new AssetId(asset);
    }
}
