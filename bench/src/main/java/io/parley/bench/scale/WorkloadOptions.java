package io.parley.bench.scale;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** A workload on the command line. */
final class WorkloadOptions {
    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "1.2",
            description = "Connected devices of a connected person. Default: ${DEFAULT-VALUE}.")
    double devices;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "6",
            description = "Messages that a connected person writes in an hour. Default: ${DEFAULT-VALUE}.")
    double messages;

    @Option(
            names = "--group-share",
            paramLabel = "SHARE",
            defaultValue = "0.4",
            description = "Of the messages, written in groups. Default: ${DEFAULT-VALUE}.")
    double groupShare;

    @Option(
            names = "--groups",
            split = ",",
            paramLabel = "SIZE=SHARE",
            description = "Members of groups, and the share of group messages in groups as large; the shares make 1. "
                    + "Default: 5=0.4,20=0.35,100=0.2,500=0.05.")
    Map<Integer, Double> groups = new TreeMap<>();

    @Option(
            names = "--online",
            paramLabel = "SHARE",
            defaultValue = "0.6",
            description = "Of the recipients, connected when a message is sent. Default: ${DEFAULT-VALUE}.")
    double online;

    @Option(
            names = "--read-together",
            paramLabel = "N",
            defaultValue = "3",
            description = "Messages that one look at a conversation reads. Default: ${DEFAULT-VALUE}.")
    double readTogether;

    @Option(
            names = "--typing",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Of the messages, while whose writing others see typing. Default: ${DEFAULT-VALUE}.")
    double typing;

    @Option(
            names = "--reconnects",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of a device, in an hour. Default: ${DEFAULT-VALUE}.")
    double reconnects;

    @Option(
            names = "--absences",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "Of the reconnects, after an absence that others see. Default: ${DEFAULT-VALUE}.")
    double absences;

    @Option(
            names = "--utilisation",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Of what a unit can do, that is planned with. Default: ${DEFAULT-VALUE}.")
    double utilisation;

    /** @throws IllegalArgumentException with a sentence for the user */
    Workload workload(long people) {
        Map<Integer, Double> sizes = groups.isEmpty() ? Map.of(5, 0.4, 20, 0.35, 100, 0.2, 500, 0.05) : groups;
        return new Workload(
                people,
                devices,
                messages,
                groupShare,
                sizes,
                online,
                readTogether,
                typing,
                reconnects,
                absences,
                utilisation);
    }
}
