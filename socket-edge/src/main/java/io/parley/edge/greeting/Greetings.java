package io.parley.edge.greeting;

import io.parley.api.account.device.DeviceLogIn;
import io.parley.api.account.device.FindDevice;
import io.parley.api.account.user.GetPrivacy;
import io.parley.api.conversation.GetMark;
import io.parley.api.conversation.Mark;
import io.parley.delivery.Connection;
import io.parley.delivery.Directory;
import io.parley.edge.EdgeOptions;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Lets sessions in: verifies the token, then registers the connection, then asks whether the log-in still is and takes the mark, then
 * answers. In that order nothing falls between: what the mark does not cover is pushed, and a log-out that the views do not show yet
 * closes the session.
 */
public final class Greetings {
    private static final Logger LOG = LoggerFactory.getLogger(Greetings.class);
    private static final ServerFrame.LimitsInForce LIMITS = new ServerFrame.LimitsInForce(
            Limits.FRAME_BYTES, Limits.BODY_BYTES, Limits.HISTORY_PAGE, Limits.OPEN_REQUESTS, Limits.UNANSWERED);

    private final Admission admission;
    private final Tokens tokens;
    private final Bus bus;
    private final Directory directory;
    private final Sessions sessions;
    private final EdgeOptions options;
    private final String edge;
    private final Clock clock;
    private final Consumer<Session> welcomed;
    private final Consumer<Session> left;

    /**
     * @param welcomed is told of every session that was let in
     * @param left is told of every session that is over, perhaps more than once
     */
    public Greetings(
            Admission admission,
            JwtDecoder decoder,
            Bus bus,
            Directory directory,
            Sessions sessions,
            EdgeOptions options,
            String edge,
            Clock clock,
            Consumer<Session> welcomed,
            Consumer<Session> left) {
        this.admission = admission;
        this.welcomed = welcomed;
        this.left = left;
        this.tokens = new Tokens(decoder);
        this.bus = bus;
        this.directory = directory;
        this.sessions = sessions;
        this.options = options;
        this.edge = edge;
        this.clock = clock;
    }

    /** Answers hello with welcome, or with an error and a close; nothing where the client has gone meanwhile. Blocks. */
    public void hello(Session session, ClientFrame.Hello hello) {
        boolean inTime = admission.inTurn(() -> {
            if (!session.isClosed()) {
                greet(session, hello);
            }
        });
        if (!inTime) {
            session.replyAndClose(ServerFrame.Error.of(hello.id(), ErrorCode.UNAVAILABLE), CloseCode.BUSY);
        }
    }

    private void greet(Session session, ClientFrame.Hello hello) {
        Instant now = clock.instant();
        try {
            Identity identity = tokens.read(hello.token(), now);
            if (hello.device() != null
                    && !hello.device().equals(identity.device().value())) {
                refuse(session, hello.id(), ErrorCode.TOKEN_MISMATCH);
                return;
            }
            session.identify(identity);
            directory.register(new Connection(session.id(), identity.user(), edge));
            if (session.isClosed()) {
                leave(session);
                return;
            }
            if (!admitted(identity)) {
                refuse(session, hello.id(), ErrorCode.DEVICE_REVOKED);
                return;
            }
            GetPrivacy.Settings settings = bus.query(new GetPrivacy(identity.user()), GetPrivacy.Settings.class);
            session.privacy(settings.privacy(), settings.version());
            Mark mark = bus.query(new GetMark(), Mark.class);
            session.welcome(new ServerFrame.Welcome(
                    hello.id(),
                    identity.user().value(),
                    identity.device().value(),
                    session.id(),
                    mark.text(),
                    Objects.requireNonNull(options.heartbeat()).toMillis(),
                    LIMITS,
                    now.truncatedTo(ChronoUnit.MILLIS)));
            welcomed.accept(session);
        } catch (Tokens.Refused e) {
            refuse(session, hello.id(), e.code());
        } catch (Bus.Unavailable e) {
            LOG.warn("A hello could not be answered", e);
            session.replyAndClose(ServerFrame.Error.of(hello.id(), ErrorCode.UNAVAILABLE), CloseCode.INTERNAL);
        }
    }

    /** Replaces the session's token, or refuses and leaves the old one in place. Blocks. */
    public void auth(Session session, ClientFrame.Auth auth) {
        try {
            Identity given = tokens.read(auth.token(), clock.instant());
            if (given.sameLogIn(Objects.requireNonNull(session.identity()))) {
                session.identify(given);
                session.reply(new ServerFrame.Ok(auth.id()));
            } else {
                session.reply(ServerFrame.Error.of(auth.id(), ErrorCode.TOKEN_MISMATCH));
            }
        } catch (Tokens.Refused e) {
            session.reply(ServerFrame.Error.of(auth.id(), e.code()));
        }
    }

    /** The session is over: nobody looks for it here any more. */
    public void leave(Session session) {
        sessions.remove(session);
        Identity identity = session.identity();
        if (identity != null) {
            directory.remove(new Connection(session.id(), identity.user(), edge));
            left.accept(session);
        }
    }

    private boolean admitted(Identity identity) throws Bus.Unavailable {
        DeviceLogIn known = bus.query(new FindDevice(identity.device()), DeviceLogIn.class);
        return known.admits(identity.user(), identity.sid());
    }

    private static void refuse(Session session, String re, ErrorCode code) {
        session.replyAndClose(ServerFrame.Error.of(re, code), closeCode(code));
    }

    private static CloseCode closeCode(ErrorCode code) {
        return switch (code) {
            case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
            case DEVICE_REVOKED -> CloseCode.LOGGED_OUT;
            default -> CloseCode.TOKEN_INVALID;
        };
    }
}
