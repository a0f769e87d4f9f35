package io.parley.server.tracing;

import io.parley.api.trace.Traces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, where the options say where to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingOptions.class)
public class TracingConfiguration {
    @Bean
    Telemetry telemetry(TracingOptions options) {
        return Telemetry.of(options);
    }

    @Bean
    Traces traces(Telemetry telemetry) {
        return telemetry.traces();
    }
}
