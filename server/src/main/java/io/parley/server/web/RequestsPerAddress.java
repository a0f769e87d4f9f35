package io.parley.server.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.parley.api.limit.RateLimit;
import io.parley.api.problem.Problem;
import io.parley.api.problem.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses what one address asks too often, new sockets too, before anything is done for it. */
final class RequestsPerAddress extends OncePerRequestFilter implements MeterBinder {
    private final RateLimit limit;
    private final JsonMapper mapper;
    private final LongAdder refused = new LongAdder();

    RequestsPerAddress(WebOptions options, JsonMapper mapper) {
        this.limit = new RateLimit(options.requestsPerAddress(), options.requestsWindow());
        this.mapper = mapper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = limit.tryTake(request.getRemoteAddr());
        if (wait.isPositive()) {
            refused.increment();
            Problem problem = Problem.of(ProblemCode.RATE_LIMITED);
            response.setStatus(problem.status());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().write(mapper.writeValueAsBytes(problem));
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("parley.requests.limited", refused, LongAdder::sum)
                .tag("limit", "address")
                .description("Requests refused as too many")
                .register(registry);
    }
}
