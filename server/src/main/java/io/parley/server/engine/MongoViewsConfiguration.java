package io.parley.server.engine;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.api.Region;
import io.parley.api.key.SecretText;
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
        return connect(uri);
    }

    @Bean
    CommonMongo commonMongo(MongoClient client, RegionOptions options) {
        String uri = SecretText.of(options.common());
        return new CommonMongo(uri == null ? client : connect(uri));
    }

    private static MongoClient connect(String uri) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(FIND_SERVER_SECONDS, TimeUnit.SECONDS))
                .build());
    }

    @Bean
    MongoDatabase views(MongoClient client, Region region) {
        return Layout.of(client, region);
    }

    @Bean
    TransactionManager batches() {
        return NoTransactionManager.instance();
    }

    @Bean
    PersonKeys personKeys(CommonMongo common, @Value("${parley.accounts.keys}") Path keys) {
        return MongoPersonKeys.in(common.keys(), keys.resolve("master-key"));
    }

    @Bean
    ConversationKeys conversationKeys(CommonMongo common, @Value("${parley.accounts.keys}") Path keys) {
        return ConversationKeys.in(common.keys(), keys.resolve("master-key"));
    }

    @Bean
    MongoHealth mongoHealth(MongoClient client, CommonMongo common) {
        return new MongoHealth(client, common.client());
    }
}
