package io.parley.bench;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How large things get when it is measured what their size costs. */
final class GrowthSettings {
    @Option(
            names = "--growth",
            description =
                    "Measure what size costs instead: tables and plots of work a second and CPU by number of conversations, stored "
                            + "messages, members of a group and connections. They go to .parley/bench/growth.")
    boolean wanted;

    @Option(
            names = "--conversations",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,100,1000",
            description = "With --growth. Default: ${DEFAULT-VALUE}.")
    List<Integer> conversations = List.of();

    @Option(
            names = "--stored",
            split = ",",
            paramLabel = "N",
            defaultValue = "10000,100000,1000000",
            description = "Messages, with --growth. Default: ${DEFAULT-VALUE}.")
    List<Integer> stored = List.of();

    @Option(
            names = "--members",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,100,1000",
            description = "Of a group, all online, with --growth. Default: ${DEFAULT-VALUE}.")
    List<Integer> members = List.of();

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            defaultValue = "100,500,2000",
            description = "With --growth. Default: ${DEFAULT-VALUE}.")
    List<Integer> connections = List.of();

    void check(CommandLine commands) {
        Stream.of(conversations, stored, members, connections).forEach(sizes -> {
            if (sizes.getFirst() < 1
                    || !sizes.equals(sizes.stream().sorted().distinct().toList())) {
                throw new ParameterException(commands, "Sizes are at least 1 and ascend: " + sizes + " do not.");
            }
        });
    }
}
