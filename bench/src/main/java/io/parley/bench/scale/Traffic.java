package io.parley.bench.scale;

import java.time.Duration;
import java.util.Map;

/**
 * What a workload makes the system do in a second.
 *
 * @param workload of whom
 * @param edges that the connections are spread over, at random
 * @param commandsAnEdge that it takes at most to record that a message was delivered to everybody on it
 */
record Traffic(Workload workload, double edges, double commandsAnEdge) {
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double MS_PER_SECOND = 1_000;
    private static final int DIRECT = 2;

    static Traffic of(Workload workload, double edges, Extrapolation from) {
        return new Traffic(workload, edges, 1 + from.of(Cost.ACKNOWLEDGEMENT_SPREAD) / from.of(Cost.COMMAND_TIME));
    }

    private interface PerMessage {
        double of(int members);
    }

    /** Over all messages, each by the size of its conversation. */
    private double sum(PerMessage each) {
        double groups = 0;
        for (Map.Entry<Integer, Double> size : workload.groups().entrySet()) {
            groups += size.getValue() * each.of(size.getKey());
        }
        return messages() * ((1 - workload.groupShare()) * each.of(DIRECT) + workload.groupShare() * groups);
    }

    double messages() {
        return workload.people() * workload.messages() / SECONDS_PER_HOUR;
    }

    /** Members whom a message finds connected, but for its author. */
    private double present(int members) {
        return (members - 1) * workload.online();
    }

    /** To connections, the author's other ones too. */
    double deliveries() {
        return sum(members -> (present(members) + 1) * workload.devices() - 1);
    }

    /** What all members of all conversations that were written in are. */
    double recipients() {
        return sum(members -> members);
    }

    /** Watermarks that rise. */
    double watermarks() {
        return sum(members -> present(members) * (1 + 1 / workload.readTogether()));
    }

    /**
     * At most. An edge has one command a conversation under way and merges what comes meanwhile. People read when they look: there is nothing
     * to merge.
     */
    double receiptEvents() {
        return sum(members -> edges * Math.min(present(members) / edges, commandsAnEdge)
                + present(members) / workload.readTogether());
    }

    double typingEvents() {
        return sum(members -> members <= Rules.TYPING_MEMBERS ? 2 * workload.typingShare() : 0);
    }

    double reconnects() {
        return workload.connections() * workload.reconnects() / SECONDS_PER_HOUR;
    }

    double presenceEvents() {
        return 2 * workload.people() * workload.reconnects() * workload.absences() / SECONDS_PER_HOUR;
    }

    /** Each is an event: a refresh token rotates. */
    double refreshes() {
        Duration good = Rules.ACCESS_TOKEN.minus(Rules.CLIENT.refreshBefore());
        return workload.connections() * MS_PER_SECOND / good.toMillis();
    }

    double events() {
        return messages() + receiptEvents() + typingEvents() + presenceEvents() + refreshes();
    }

    double heartbeats() {
        return workload.connections() * MS_PER_SECOND / Rules.HEARTBEAT.toMillis();
    }

    /** Pairs of a new entry and an edge that is told of it. */
    double entriesToEdges() {
        return sum(this::edgesOf);
    }

    private double edgesOf(int members) {
        return touched((present(members) + 1) * workload.devices());
    }

    /** All recipients of an entry are told to the edges that its author is connected to, which count who has it. */
    double recipientsToEdges() {
        return sum(members -> members * touched(workload.devices()));
    }

    /** The author's and the reader's. */
    double receiptsToEdges() {
        return receiptEvents() * touched(2 * workload.devices());
    }

    double typingToEdges() {
        return sum(members -> members <= Rules.TYPING_MEMBERS
                ? 2 * workload.typingShare() * touched(present(members) * workload.devices())
                : 0);
    }

    /** Who watches whom is known to the edges alone, so each is told. */
    double presenceToEdges() {
        return presenceEvents() * edges;
    }

    private double touched(double connections) {
        return edges * (1 - Math.pow(1 - 1 / edges, connections));
    }
}
