package io.parley.server.crash;

import io.parley.delivery.Announcer;
import io.parley.eventstore.EventStoreOptions;
import io.parley.sealing.PersonKeys;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the crash points between the server's steps, from outside: the steps themselves know nothing of them. */
@Configuration(proxyBeanMethods = false)
public class CrashConfiguration {
    @Bean
    static BeanPostProcessor crashPoints() {
        return new Steps(Crash.fromSystemProperty());
    }

    private record Steps(Crash crash) implements BeanPostProcessor {
        @Override
        public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
            return switch (bean) {
                case EventStoreOptions.Builder options ->
                    options.crashPoints(any -> crash.pass(CrashPoint.AFTER_APPEND));
                case PersonKeys keys -> after(PersonKeys.class, keys, "current", CrashPoint.AFTER_KEY);
                case TokenStore tokens -> after(TokenStore.class, tokens, "storeToken", CrashPoint.AFTER_TOKEN);
                case Announcer announcer ->
                    Observed.around(
                            Announcer.class,
                            announcer,
                            "announce",
                            () -> crash.pass(CrashPoint.AFTER_VIEWS),
                            () -> crash.pass(CrashPoint.AFTER_ANNOUNCEMENT));
                default -> bean;
            };
        }

        private <T> T after(Class<T> type, T step, String method, CrashPoint point) {
            return Observed.around(type, step, method, () -> {}, () -> crash.pass(point));
        }
    }
}
