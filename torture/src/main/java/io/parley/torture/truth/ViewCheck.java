package io.parley.torture.truth;

import io.parley.client.http.EntryReceipts;
import io.parley.client.http.Inbox;
import io.parley.client.http.Pending;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Head;
import io.parley.protocol.ServerFrame.Watermark;
import io.parley.torture.check.Findings;
import io.parley.torture.load.Crowd;
import io.parley.torture.load.Person;
import io.parley.torture.load.Talk;
import io.parley.torture.truth.Fold.Sent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people see over HTTP and by sync, against the fold over the event log. */
public final class ViewCheck {
    private static final int INBOX = 200;
    private static final int PENDING = 50;
    private static final int RECEIPTS_SAMPLED = 5;

    private final Log log;
    private final RandomGenerator random;
    private final Findings findings = new Findings();

    private ViewCheck(Log log, RandomGenerator random) {
        this.log = log;
        this.random = random;
    }

    /** @param log read after the last event that the crowd caused */
    public static Findings of(Crowd crowd, Log log, RandomGenerator random) {
        ViewCheck check = new ViewCheck(log, random);
        for (Talk talk : crowd.talks()) {
            Fold fold = log.of(talk.id());
            check.findings.hold("the log knows " + talk.id(), fold != null);
            if (fold != null) {
                check.findings.equal("faults in the log of " + talk.id(), List.of(), fold.faults());
                check.entries(talk, fold);
                check.receipts(talk, fold);
                check.nothingUnsaid(crowd, talk, fold);
            }
        }
        crowd.people().forEach(person -> check.lists(crowd, person));
        return check.findings;
    }

    private void entries(Talk talk, Fold fold) {
        List<Entry> history = DeviceCheck.history(talk.first(), talk);
        findings.equal("entries in " + talk.id(), fold.entries().size(), history.size());
        for (int i = 0; i < Math.min(history.size(), fold.entries().size()); i++) {
            Sent sent = fold.entries().get(i);
            Entry entry = history.get(i);
            if (sent.mid() != null) {
                Sent shown = new Sent(entry.seq(), entry.mid(), entry.from(), entry.device(), entry.time());
                findings.equal("entry " + i + " of " + talk.id(), sent, shown);
            }
        }
    }

    private void receipts(Talk talk, Fold fold) {
        for (int i = 0; i < RECEIPTS_SAMPLED; i++) {
            long seq = talk.opening() - 1 + random.nextLong(fold.head() - talk.opening() + 2);
            Person first = talk.first();
            EntryReceipts shown = first.http().receipts(first.token(), talk.id(), seq);
            for (EntryReceipts.Of of : shown.receipts()) {
                String who = of.user() + " at " + seq + " of " + talk.id();
                findings.equal("delivered to " + who, millis(fold.deliveredAt(of.user(), seq)), of.deliveredAt());
                findings.equal("read by " + who, millis(fold.readAt(of.user(), seq)), of.readAt());
            }
        }
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Every acknowledgement that a device made has arrived. */
    private void nothingUnsaid(Crowd crowd, Talk talk, Fold fold) {
        for (Person person : talk.people()) {
            findings.equal(
                    "entries that " + person.handle() + " has not acknowledged",
                    List.of(),
                    fold.pending(person.user()));
            long read = crowd.devicesOf(person).stream()
                    .map(device -> device.received(talk.id()))
                    .mapToLong(received -> received.read())
                    .max()
                    .orElse(-1);
            findings.hold(
                    person.handle() + " read up to " + read + " and the log says " + fold.read(person.user()),
                    fold.read(person.user()) >= read);
        }
    }

    private void lists(Crowd crowd, Person person) {
        Map<String, Inbox.Line> inbox = person.http().inbox(person.token(), INBOX).conversations().stream()
                .collect(Collectors.toMap(Inbox.Line::conversation, Function.identity()));
        Map<String, Head> heads =
                Heads.of(person).stream().collect(Collectors.toMap(Head::conversation, Function.identity()));
        Map<String, Pending.Of> pending = person.http().pending(person.token()).conversations().stream()
                .collect(Collectors.toMap(Pending.Of::conversation, Function.identity()));
        for (Talk talk : crowd.talks()) {
            Fold fold = log.of(talk.id());
            if (fold != null && talk.people().contains(person)) {
                String where = person.handle() + "'s view of " + talk.id();
                line(where, inbox.get(talk.id()), fold, talk, person);
                head(where, heads.get(talk.id()), fold, talk, person);
                pending(where, pending.get(talk.id()), fold, person);
            }
        }
    }

    private void line(String where, Inbox.@Nullable Line line, Fold fold, Talk talk, Person person) {
        findings.hold(where + " is in the inbox", line != null);
        if (line != null) {
            findings.equal("head in " + where, fold.head(), line.seq());
            findings.equal("unread in " + where, fold.unread(person.user()), line.unread());
            Long last = line.last() == null ? null : Long.valueOf(line.last().seq());
            findings.equal(
                    "last message in " + where, fold.head() < talk.opening() ? null : Long.valueOf(fold.head()), last);
        }
    }

    private void head(String where, @Nullable Head head, Fold fold, Talk talk, Person person) {
        findings.hold(where + " is synced", head != null);
        if (head != null) {
            findings.equal("synced head in " + where, fold.head(), head.seq());
            findings.equal("synced unread in " + where, fold.unread(person.user()), head.unread());
            for (Person member : talk.people()) {
                String user = member.user();
                Watermark due = new Watermark(user, fold.delivered(user), fold.read(user));
                findings.hold(
                        where + " lacks " + due + " among " + head.watermarks(),
                        head.watermarks().contains(due));
            }
        }
    }

    private void pending(String where, Pending.@Nullable Of pending, Fold fold, Person person) {
        List<Long> shown = pending == null
                ? List.of()
                : pending.entries().stream().map(Entry::seq).toList();
        List<Long> due = fold.pending(person.user());
        findings.equal("pending in " + where, due.subList(0, Math.min(shown.size(), due.size())), shown);
        findings.hold("something is pending in " + where, due.isEmpty() || due.size() > PENDING || due.equals(shown));
    }
}
