package io.parley.edge.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.Region;
import io.parley.api.asset.AssetGrants;
import io.parley.api.trace.Traces;
import io.parley.delivery.Announcer;
import io.parley.delivery.Directory;
import io.parley.delivery.Edges;
import io.parley.delivery.presence.PresenceDirectory;
import io.parley.delivery.presence.PresenceOptions;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import io.parley.edge.EdgeOptions;
import io.parley.edge.entry.EntryFrames;
import io.parley.edge.greeting.Admission;
import io.parley.edge.greeting.Greetings;
import io.parley.edge.limit.EdgeLimits;
import io.parley.edge.limit.RequestLimits;
import io.parley.edge.presence.Presences;
import io.parley.edge.presence.Watches;
import io.parley.edge.push.PushMetrics;
import io.parley.edge.push.PushSpans;
import io.parley.edge.push.Pushes;
import io.parley.edge.push.Resyncs;
import io.parley.edge.push.Tallies;
import io.parley.edge.receipt.AcknowledgementMetrics;
import io.parley.edge.receipt.Acknowledgements;
import io.parley.edge.request.Bus;
import io.parley.edge.request.Requests;
import io.parley.edge.send.Attachments;
import io.parley.edge.send.Contents;
import io.parley.edge.send.SendMetrics;
import io.parley.edge.send.SendSpans;
import io.parley.edge.session.SessionMetrics;
import io.parley.edge.session.Sessions;
import io.parley.edge.typing.Typing;
import io.parley.protocol.FrameCodec;
import io.parley.protocol.Limits;
import io.parley.sealing.Sealer;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** The socket edge: what a server in that role is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeOptions.class, EdgeLimits.class})
public class SocketEdgeConfiguration {
    private static final Duration PRESENCE_TICK = Duration.ofMillis(250);

    /** How late a stop that nobody said may be. */
    private static final Duration TYPING_TICK = Duration.ofMillis(250);

    /** Some twenty seconds in all, and what each try takes: about as long as another process needs to take over. */
    private static final RetryPolicy ACKNOWLEDGEMENT_RETRIES = RetryPolicy.builder()
            .includes(Bus.Unavailable.class)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .maxRetries(8)
            .build();

    private static final Duration TALLY_TICK = Duration.ofSeconds(1);

    @Bean
    FrameCodec frameCodec() {
        return new FrameCodec();
    }

    @Bean
    Sessions edgeSessions() {
        return new Sessions();
    }

    @Bean
    SessionMetrics sessionMetrics(Sessions edgeSessions) {
        return new SessionMetrics(edgeSessions);
    }

    @Bean
    InboundMetrics inboundMetrics() {
        return new InboundMetrics();
    }

    @Bean
    PushMetrics pushMetrics() {
        return new PushMetrics();
    }

    @Bean
    SendMetrics sendMetrics(MeterRegistry meters) {
        return new SendMetrics(meters);
    }

    @Bean
    AcknowledgementMetrics acknowledgementMetrics(Edge edge) {
        return new AcknowledgementMetrics(edge.services().acknowledgements());
    }

    @Bean
    Admission admission(EdgeOptions options) {
        return new Admission(
                Objects.requireNonNull(options.hellosAtOnce()), Objects.requireNonNull(options.helloTurn()));
    }

    @Bean
    Presences presences(PresenceDirectory directory, EventBus events, Region region) {
        return new Presences(directory, events, region);
    }

    @Bean
    Edge edge(
            EdgeOptions options,
            EdgeLimits limits,
            Sessions edgeSessions,
            CommandGateway commands,
            QueryGateway queries,
            Directory directory,
            Admission admission,
            JwtDecoder decoder,
            Sealer sealer,
            AssetGrants grants,
            FrameCodec codec,
            TypingCache typingCache,
            TypingOptions typingOptions,
            Announcer announcer,
            EventBus events,
            Region region,
            Presences presences,
            SessionMetrics sessionMetrics,
            InboundMetrics inboundMetrics,
            SendMetrics sendMetrics,
            Traces traces,
            Clock clock) {
        String incarnation = options.name() + '-' + UUID.randomUUID();
        Bus bus = new Bus(commands, queries, Objects.requireNonNull(options.commandTimeout()));
        Typing typing = new Typing(typingCache, typingOptions, bus, announcer, events, region, clock);
        Watches watches = new Watches(bus, edgeSessions);
        EntryFrames entries = new EntryFrames(sealer);
        Contents contents = new Contents(sealer, new Attachments(grants, sealer));
        Acknowledgements acknowledgements = new Acknowledgements(bus, ACKNOWLEDGEMENT_RETRIES, traces, incarnation);
        Inbound.Services services = new Inbound.Services(
                new Greetings(
                        admission,
                        decoder,
                        bus,
                        directory,
                        edgeSessions,
                        options,
                        incarnation,
                        clock,
                        session -> presences.came(session, incarnation),
                        session -> {
                            typing.left(session);
                            watches.left(session);
                            presences.left(session, incarnation);
                        }),
                new Requests(bus, entries, typing, acknowledgements),
                acknowledgements,
                typing,
                new RequestLimits(limits),
                watches,
                codec,
                inboundMetrics,
                clock);
        return new Edge(
                incarnation,
                options,
                edgeSessions,
                bus,
                contents,
                entries,
                sessionMetrics,
                sendMetrics,
                new SendSpans(traces, incarnation),
                services);
    }

    @Bean
    Tallies tallies() {
        return new Tallies();
    }

    @Bean
    SmartLifecycle tallyTicks(Tallies tallies) {
        return new Ticks("edge-tallies", TALLY_TICK, tallies::tick);
    }

    @Bean
    SmartLifecycle edgeLifecycle(Edge edge, Edges edges, Tallies tallies, PushMetrics pushMetrics, Traces traces) {
        Inbound.Services services = edge.services();
        Resyncs resyncs = new Resyncs(edge.sessions(), services.codec());
        Heartbeat heartbeat = new Heartbeat(
                edge.sessions(),
                services.greetings(),
                new ResumeMarks(edge.bus(), () -> edges.settle(edge.name()) && !resyncs.isUnderWay()),
                services.codec(),
                edge.options(),
                services.clock());
        Pushes pushes = new Pushes(
                edge.sessions(),
                edge.entries(),
                services.codec(),
                services.acknowledgements(),
                services.watches(),
                tallies,
                resyncs,
                pushMetrics,
                new PushSpans(traces, edge.name()));
        return new EdgeLifecycle(
                edge.name(), edge.options(), edges, pushes, edge.sessions(), services.codec(), heartbeat);
    }

    @Bean
    SmartLifecycle typingTicks(Edge edge) {
        return new Ticks("edge-typing", TYPING_TICK, edge.services().typing()::tick);
    }

    @Bean
    SmartLifecycle presenceTicks(Presences presences, PresenceOptions options) {
        return new Ticks("edge-presence", shorter(PRESENCE_TICK, options.lease().dividedBy(2)), presences::tick);
    }

    @Bean
    SmartLifecycle watchTicks(Edge edge, PresenceOptions options) {
        return new Ticks("edge-watches", options.pushes(), edge.services().watches()::tick);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Bean
    ServerEndpointConfig socketEndpoint(Edge edge) {
        return ServerEndpointConfig.Builder.create(SocketEndpoint.class, Limits.PATH)
                .subprotocols(List.of(Limits.SUBPROTOCOL))
                .configurator(new ServerEndpointConfig.Configurator() {
                    // None: a compressed frame of some KB may hold a GB, and each compressing socket costs 300 KiB.
                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> ours, List<Extension> asked) {
                        return List.of();
                    }

                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new SocketEndpoint(edge));
                    }
                })
                .build();
    }

    @Bean
    PollController pollController(Edge edge) {
        return new PollController(new Polls(edge));
    }

    @Bean
    SmallBuffers smallBuffers() {
        return new SmallBuffers();
    }

    @Bean
    ServletServerContainerFactoryBean webSocketContainer() {
        return SmallBuffers.container();
    }

    @Bean
    ServerEndpointExporter serverEndpointExporter() {
        return new ServerEndpointExporter();
    }
}
