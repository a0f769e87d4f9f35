package io.parley.query;

import com.mongodb.client.MongoDatabase;
import io.parley.api.Epoch;
import io.parley.api.account.user.People;
import io.parley.projections.view.Views;
import io.parley.query.account.AccountQueriesConfiguration;
import io.parley.query.asset.AssetQueries;
import io.parley.query.conversation.Acquaintances;
import io.parley.query.conversation.Heads;
import io.parley.query.conversation.History;
import io.parley.query.conversation.Marks;
import io.parley.query.conversation.Members;
import io.parley.query.conversation.Membership;
import io.parley.query.conversation.Syncs;
import io.parley.query.dispatch.Queries;
import io.parley.query.http.ConversationViewsController;
import io.parley.query.http.ReportsController;
import io.parley.query.http.Shown;
import io.parley.query.inbox.Inbox;
import io.parley.query.moderation.ReportQueries;
import io.parley.query.presence.LastSeen;
import io.parley.query.presence.PresenceController;
import io.parley.query.privacy.Privacies;
import io.parley.query.privacy.PrivacyController;
import io.parley.query.receipts.MessageReceipts;
import io.parley.query.retention.Expirations;
import io.parley.sealing.Sealer;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Query handlers and the HTTP API over the views. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccountQueriesConfiguration.class,
    ConversationViewsController.class,
    PresenceController.class,
    ReportsController.class,
    PrivacyController.class
})
public class QueriesConfiguration {
    @Bean
    Views queriedViews(MongoDatabase database) {
        return new Views(database);
    }

    @Bean
    Membership membership(Views views) {
        return new Membership(views);
    }

    @Bean
    Members members(Views views) {
        return new Members(views);
    }

    @Bean
    History history(Views views, Membership membership) {
        return new History(views, membership);
    }

    @Bean
    Acquaintances acquaintances(Views views) {
        return new Acquaintances(views);
    }

    @Bean
    Privacies privacies(Views views) {
        return new Privacies(views);
    }

    @Bean
    LastSeen lastSeen(Views views, Acquaintances acquaintances, Privacies privacies) {
        return new LastSeen(views, acquaintances, privacies);
    }

    @Bean
    Marks marks(MongoDatabase database, Supplier<Epoch> epoch) {
        return new Marks(database, epoch);
    }

    @Bean
    Heads heads(Views views, Members members, Privacies privacies) {
        return new Heads(views, members, privacies);
    }

    @Bean
    Syncs syncs(Heads heads, Marks marks, Supplier<Epoch> epoch, EventStore eventStore) {
        return new Syncs(
                heads,
                marks,
                epoch,
                () -> eventStore.createHeadToken().position().orElse(-1));
    }

    @Bean
    Inbox inbox(Views views, Heads heads, History history) {
        return new Inbox(views, heads, history);
    }

    @Bean
    ReportQueries reportQueries(Views views) {
        return new ReportQueries(views);
    }

    @Bean
    AssetQueries assetQueries(MongoDatabase database, Views views) {
        return new AssetQueries(database, views);
    }

    @Bean
    Expirations expirations(MongoDatabase database, Views views) {
        return new Expirations(database, views);
    }

    @Bean
    Shown shown(Queries queries, Sealer sealer) {
        return new Shown(find -> queries.ask(find, People.class), sealer);
    }

    @Bean
    MessageReceipts messageReceipts(Views views, Membership membership, Members members, Privacies privacies) {
        return new MessageReceipts(views, membership, members, privacies);
    }
}
