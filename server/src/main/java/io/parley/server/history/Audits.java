package io.parley.server.history;

import io.parley.api.MetaDataKeys;
import io.parley.api.account.Outcome;
import io.parley.api.audit.RecordUse;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import io.parley.api.problem.Answers;
import io.parley.api.problem.ProblemException;
import io.parley.history.AuditorQuestions;
import io.parley.history.access.Access;
import io.parley.history.access.Use;
import io.parley.history.source.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;

/** Answers auditors, one after the other: a question may read all events. Thread-safe. */
final class Audits {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String TOOL = "history: ";

    private final Semaphore turn = new Semaphore(1);
    private final Function<Boolean, History> histories;
    private final CommandGateway commands;
    private final HistoryOptions options;
    private final Clock clock;

    Audits(Function<Boolean, History> histories, CommandGateway commands, HistoryOptions options, Clock clock) {
        this.histories = histories;
        this.commands = commands;
        this.options = options;
        this.clock = clock;
    }

    /**
     * What the tool prints for those arguments.
     *
     * @throws ProblemException {@code bad_request} with the tool's sentence; {@code unavailable} while somebody else is answered
     */
    String answer(UserId auditor, List<String> arguments) {
        if (!turn.tryAcquire()) {
            throw ProblemException.unavailable(AGAIN, null);
        }
        try {
            BoundedWriter out = new BoundedWriter(options.largestAnswer().toBytes());
            StringWriter err = new StringWriter();
            int exit = AuditorQuestions.ask(
                    new OfAuditor(auditor), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
            if (exit != 0) {
                throw ProblemException.badRequest(sentence(err.toString()));
            }
            return out.toString();
        } finally {
            turn.release();
        }
    }

    private static String sentence(String said) {
        String first = said.lines().findFirst().orElse("That is no question.");
        return first.startsWith(TOOL) ? first.substring(TOOL.length()) : first;
    }

    private final class OfAuditor implements Access {
        private final UserId auditor;

        OfAuditor(UserId auditor) {
            this.auditor = auditor;
        }

        @Override
        public History open(boolean pseudonymous) {
            return histories.apply(pseudonymous || options.pseudonymous());
        }

        @Override
        public void record(Use use) {
            RecordUse command = new RecordUse(
                    UsesId.of(clock.instant()), auditor, null, use.question(), use.about(), use.pseudonymous());
            Answers.await(
                    commands.<Outcome>send(command, MetaData.with(MetaDataKeys.ACTOR, auditor.value())), DEADLINE);
        }
    }
}
