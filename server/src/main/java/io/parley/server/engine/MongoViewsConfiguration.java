package io.parley.server.engine;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.projections.view.Layout;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.MongoPersonKeys;
import io.parley.sealing.PersonKeys;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Views and keys in a MongoDB that several processes share. */
@Configuration(proxyBeanMethods = false)
public class MongoViewsConfiguration {
    private static final long FIND_SERVER_SECONDS = 5;

    /** Writes are acknowledged by a majority, with their journal: a token is never ahead of the documents. */
    @Bean
    MongoClient mongoClient(@Value("${parley.mongodb}") String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(FIND_SERVER_SECONDS, TimeUnit.SECONDS))
                .build());
    }

    @Bean
    MongoDatabase views(MongoClient client) {
        return Layout.of(client);
    }

    @Bean
    TransactionManager batches() {
        return NoTransactionManager.instance();
    }

    @Bean
    PersonKeys personKeys(MongoClient client, @Value("${parley.accounts.keys}") Path keys) {
        return MongoPersonKeys.in(client.getDatabase("parley-keys"), keys.resolve("master-key"));
    }

    @Bean
    ConversationKeys conversationKeys(MongoClient client, @Value("${parley.accounts.keys}") Path keys) {
        return ConversationKeys.in(client.getDatabase("parley-keys"), keys.resolve("master-key"));
    }

    @Bean
    MongoHealth mongoHealth(MongoClient client) {
        return new MongoHealth(client);
    }
}
