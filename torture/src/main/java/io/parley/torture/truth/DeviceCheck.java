package io.parley.torture.truth;

import io.parley.client.http.HistoryPage;
import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.torture.check.Findings;
import io.parley.torture.load.Crowd;
import io.parley.torture.load.Device;
import io.parley.torture.load.Person;
import io.parley.torture.load.Received;
import io.parley.torture.load.Talk;
import io.parley.torture.load.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the devices were told, against the history: nothing accepted is lost, doubled or reordered. */
public final class DeviceCheck {
    private static final int PAGE = 100;

    private final Findings findings;

    public DeviceCheck(Findings findings) {
        this.findings = findings;
    }

    /** Whether every device has been given as many entries as were accepted. */
    public static boolean haveConverged(Crowd crowd) {
        return crowd.talks().stream().allMatch(talk -> {
            long accepted = accepted(crowd, talk);
            return crowd.devicesIn(talk).stream()
                    .allMatch(device -> device.received(talk.id()).newest() >= accepted + talk.opening() - 1);
        });
    }

    private static long accepted(Crowd crowd, Talk talk) {
        return crowd.devicesIn(talk).stream()
                .mapToLong(device -> device.written(talk.id()).accepted().size())
                .sum();
    }

    public void check(Crowd crowd) {
        crowd.devices().forEach(device -> findings.equal("faults of " + device, List.of(), device.faults()));
        for (Talk talk : crowd.talks()) {
            check(talk, crowd.devicesIn(talk), accepted(crowd, talk));
        }
    }

    private void check(Talk talk, List<Device> devices, long accepted) {
        List<Entry> history = history(talk.first(), talk);
        for (Person person : talk.people()) {
            findings.equal(
                    person.handle() + "'s history of " + talk.id(),
                    from(talk.opening(), history),
                    from(talk.opening(), history(person, talk)));
        }
        findings.equal(
                "entries in " + talk.id() + " behind its opening", accepted, (long) history.size() - talk.opening());
        for (int i = 0; i < history.size(); i++) {
            findings.equal(
                    "seq of entry " + i + " in " + talk.id(),
                    (long) i,
                    history.get(i).seq());
        }
        Map<UUID, List<Entry>> byMid = history.stream()
                .filter(entry -> entry.mid() != null)
                .collect(Collectors.groupingBy(entry -> Objects.requireNonNull(entry.mid())));
        byMid.forEach((mid, entries) -> findings.equal("entries with mid " + mid, 1, entries.size()));
        for (Device device : devices) {
            written(device, device.written(talk.id()), history);
            received(device, device.received(talk.id()), talk, history);
        }
    }

    private void written(Device device, Written written, List<Entry> history) {
        List<Entry> own = history.stream()
                .filter(entry -> device.id().equals(entry.device()))
                .filter(entry -> entry.mid() != null)
                .toList();
        findings.equal("the order of what " + device + " wrote", written.mids(), mids(own));
        Map<UUID, Entry> byMid = own.stream()
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.mid()), Function.identity(), (one, again) -> one));
        Map<UUID, String> bodies = written.bodies();
        for (Accepted accepted : written.accepted().values()) {
            Entry entry = byMid.get(accepted.mid());
            if (entry == null) {
                findings.hold(device + " was told that " + accepted.mid() + " is accepted, and it is lost", false);
            } else {
                findings.equal("seq of " + accepted.mid(), accepted.seq(), entry.seq());
                findings.equal("time of " + accepted.mid(), accepted.time(), entry.time());
                findings.equal("body of " + accepted.mid(), bodies.get(accepted.mid()), entry.body());
                findings.equal("author of " + accepted.mid(), device.person().user(), entry.from());
            }
        }
    }

    private static List<UUID> mids(List<Entry> entries) {
        return entries.stream()
                .map(entry -> Objects.requireNonNull(entry.mid()))
                .toList();
    }

    /** A device that connected late, or whose person came late, starts somewhere in the opening, where nothing is a message. */
    private void received(Device device, Received received, Talk talk, List<Entry> history) {
        List<Entry> entries = received.entries();
        long first = entries.isEmpty() ? talk.opening() : entries.getFirst().seq();
        List<Entry> due = from(Math.min(first, talk.opening()), history);
        if (!due.equals(entries)) {
            findings.equal("seqs given to " + device, seqs(due), seqs(entries));
            findings.hold(device + " was given entries that differ from the history", false);
        }
        findings.equal("watermarks that fell at " + device, List.of(), received.fallen());
    }

    private static List<Entry> from(long seq, List<Entry> history) {
        return history.stream().filter(entry -> entry.seq() >= seq).toList();
    }

    private static List<Long> seqs(List<Entry> entries) {
        return entries.stream().map(Entry::seq).toList();
    }

    static List<Entry> history(Person reader, Talk talk) {
        List<Entry> all = new ArrayList<>();
        HistoryPage page;
        do {
            long after = all.isEmpty() ? -1 : all.getLast().seq();
            page = reader.http().entriesAfter(reader.token(), talk.id(), after, PAGE);
            all.addAll(page.entries());
        } while (page.more());
        return all;
    }
}
