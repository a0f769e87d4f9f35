package io.parley.bench.scale;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people do.
 *
 * @param people connected at the same time
 * @param devices connected, of each of them
 * @param messages that each writes in an hour
 * @param groupShare of the messages, that are written in groups
 * @param groups members of a group, and the share of the group messages that are written in groups as large
 * @param online of the recipients, that are connected
 * @param readTogether messages that one look at a conversation reads
 * @param typingShare of the messages, while whose writing others see typing
 * @param reconnects of each device in an hour
 * @param absences of the reconnects, that were away for long enough to go offline in between
 * @param utilisation of what a unit can do, that is planned with
 */
record Workload(
        long people,
        double devices,
        double messages,
        double groupShare,
        Map<Integer, Double> groups,
        double online,
        double readTogether,
        double typingShare,
        double reconnects,
        double absences,
        double utilisation) {
    private static final double SUM_TOLERANCE = 0.001;

    Workload {
        if (people < 1 || devices < 1 || messages < 0 || readTogether < 1 || reconnects < 0) {
            throw new IllegalArgumentException(
                    "people, devices and messages read together are at least 1; messages and reconnects at least 0");
        }
        share("group share", groupShare);
        share("online", online);
        share("typing", typingShare);
        share("absences", absences);
        share("utilisation", utilisation);
        if (utilisation == 0) {
            throw new IllegalArgumentException("a utilisation of 0 gets nothing done");
        }
        SortedMap<Integer, Double> sizes = new TreeMap<>(groups);
        double sum = sizes.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sizes.isEmpty() || sizes.firstKey() < 2 || Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "groups have two members or more, and their shares make 1 together, not " + sum);
        }
        sizes.values().forEach(one -> share("groups of a size", one));
        groups = Collections.unmodifiableSortedMap(sizes);
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is a share from 0 to 1, not " + value);
        }
    }

    Workload withPeople(long other) {
        return new Workload(
                other,
                devices,
                messages,
                groupShare,
                groups,
                online,
                readTogether,
                typingShare,
                reconnects,
                absences,
                utilisation);
    }

    double connections() {
        return people * devices;
    }
}
