package io.parley.server.engine;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.projections.batch.BatchLock;
import io.parley.projections.view.Layout;
import io.parley.sealing.ConversationKeys;
import io.parley.sealing.FilePersonKeys;
import io.parley.sealing.PersonKeys;
import io.parley.viewstore.EmbeddedMongo;
import io.parley.viewstore.EmbeddedMongoOptions;
import io.parley.viewstore.ViewFiles;
import java.nio.file.Path;
import org.axonframework.common.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Views in a MongoDB of this process, keys of people and conversations in files: both in the data folder. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedViewsConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedViewsConfiguration.class);

    private final Path data;

    public EmbeddedViewsConfiguration(@Value("${parley.data}") Path data) {
        this.data = data;
    }

    /** Opened after the event store, whose lock covers the whole folder where it lies there. */
    @Bean
    EmbeddedMongo embeddedMongo(ObjectProvider<RocksEventStorageEngine> events) {
        events.getIfAvailable();
        ViewFiles files = ViewFiles.in(data);
        if (files.takeRebuilt()) {
            LOG.info("The rebuilt views have taken the place of the old ones");
        }
        return EmbeddedMongo.open(files.current(), EmbeddedMongoOptions.defaults());
    }

    @Bean
    MongoClient mongoClient(EmbeddedMongo embedded) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(embedded.connectionString()))
                .build());
    }

    @Bean
    MongoDatabase views(MongoClient client) {
        return Layout.open(client);
    }

    @Bean
    TransactionManager batchLock(EmbeddedMongo embedded) {
        return new BatchLock(embedded.batchLock());
    }

    @Bean
    PersonKeys personKeys(@Value("${parley.accounts.keys}") Path keys, EmbeddedMongo afterTheLock) {
        return FilePersonKeys.open(keys.resolve("person-keys"), keys.resolve("master-key"));
    }

    @Bean
    ConversationKeys conversationKeys(@Value("${parley.accounts.keys}") Path keys, EmbeddedMongo afterTheLock) {
        return ConversationKeys.open(keys.resolve("conversation-keys"), keys.resolve("master-key"));
    }

    @Bean
    ViewsHealth viewsHealth(EmbeddedMongo views) {
        return new ViewsHealth(views);
    }

    @Bean
    ViewsMetrics viewsMetrics(EmbeddedMongo views) {
        return new ViewsMetrics(views);
    }
}
