package io.parley.query;

import com.mongodb.client.MongoDatabase;
import io.parley.api.Epoch;
import io.parley.query.conversation.Heads;
import io.parley.query.conversation.History;
import io.parley.query.conversation.Marks;
import io.parley.query.conversation.Membership;
import io.parley.query.conversation.Syncs;
import io.parley.query.receipts.MessageReceipts;
import io.parley.query.view.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Query handlers and the HTTP API over the views. */
@Configuration(proxyBeanMethods = false)
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
    History history(Views views, Membership membership) {
        return new History(views, membership);
    }

    @Bean
    Marks marks(MongoDatabase database, Epoch epoch) {
        return new Marks(database, epoch);
    }

    @Bean
    Heads heads(Views views) {
        return new Heads(views);
    }

    @Bean
    Syncs syncs(Heads heads, Marks marks, Epoch epoch) {
        return new Syncs(heads, marks, epoch);
    }

    @Bean
    MessageReceipts messageReceipts(Views views, Membership membership) {
        return new MessageReceipts(views, membership);
    }
}
