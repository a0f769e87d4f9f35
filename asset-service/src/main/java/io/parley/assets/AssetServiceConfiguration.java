package io.parley.assets;

import io.parley.api.asset.AssetGrants;
import io.parley.assets.storage.DiskStorage;
import io.parley.assets.storage.Reserve;
import io.parley.assets.storage.S3Storage;
import io.parley.assets.storage.Storage;
import io.parley.assets.upload.Uploads;
import io.parley.sealing.Sealer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** The asset service: uploads and downloads over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AssetOptions.class, S3Options.class})
@Import({AssetsController.class, UploadsController.class})
@EnableScheduling
public class AssetServiceConfiguration {
    /** In the time for which an asset stays that nothing refers to. */
    private static final int SWEEPS = 24;

    @Bean
    Reserve reserve(@Value("${parley.data}") Path data, AssetOptions options) {
        return Reserve.of(data, options.reserve().toBytes());
    }

    @Bean
    Storage assetStorage(@Value("${parley.data}") Path data, Reserve reserve, S3Options s3) {
        return s3.bucket() == null
                ? DiskStorage.in(data.resolve("assets"), reserve)
                : new S3Storage(S3.client(s3), s3.bucket(), s3.prefix());
    }

    @Bean
    AssetCommands assetCommands(CommandGateway commands) {
        return new AssetCommands(commands);
    }

    @Bean
    AssetMetrics assetMetrics() {
        return new AssetMetrics();
    }

    @Bean
    Intake intake(
            Storage storage,
            AssetCommands commands,
            QueryGateway queries,
            Sealer sealer,
            AssetOptions options,
            AssetMetrics metrics) {
        return new Intake(storage, commands, queries, sealer, options, metrics);
    }

    @Bean
    Assets assets(
            Storage storage,
            AssetCommands commands,
            QueryGateway queries,
            Sealer sealer,
            AssetGrants grants,
            AssetOptions options) {
        return new Assets(storage, commands, queries, sealer, grants, options);
    }

    @Bean
    Uploads uploads(
            @Value("${parley.data}") Path data, AssetOptions options, Reserve reserve, Sealer sealer, Clock clock) {
        return Uploads.in(
                data.resolve("uploads"),
                UploadsController.PATH,
                options.largest().toBytes(),
                options.collectAfter(),
                reserve,
                sealer,
                clock);
    }

    @Bean
    SchedulingConfigurer collecting(
            Assets assets, Uploads uploads, QueryGateway queries, AssetOptions options, Clock clock) {
        Collector collector = new Collector(assets, uploads, queries, options.collectAfter(), clock);
        Duration between = options.collectAfter().dividedBy(SWEEPS);
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(collector::sweep, between, between));
    }
}
