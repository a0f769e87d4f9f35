package io.parley.command.account.erase;

import io.parley.command.account.device.Devices;
import io.parley.command.dispatch.Commands;
import io.parley.sealing.PersonKeys;
import java.time.Duration;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** How people are erased. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(ErasuresController.class)
public class ErasureConfiguration {
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);
    private static final Duration FIRST = Duration.ofSeconds(5);

    @Bean
    ErasureMetrics erasureMetrics() {
        return new ErasureMetrics();
    }

    @Bean
    Erasures erasures(
            Commands accountCommands, QueryGateway queries, Devices devices, PersonKeys keys, ErasureMetrics metrics) {
        return new Erasures(accountCommands, queries, devices, keys, metrics);
    }

    @Bean
    SchedulingConfigurer erasureRounds(Erasures erasures) {
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(erasures::round, BETWEEN_ROUNDS, FIRST));
    }
}
