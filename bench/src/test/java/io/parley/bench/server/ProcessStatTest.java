package io.parley.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessStatTest {
    @Test
    void aNameMayHoldBlanksAndBrackets() {
        String line = "12 (a (b) c) S 1 12 12 0 -1 4194304 2534 35 0 0 70 20 6 4 20 0 9 0 42 1 2 3";

        assertThat(ProcessStat.of(line)).isEqualTo(new ProcessStat(90, 10));
        assertThat(ProcessStat.of(line).ticks()).isEqualTo(100);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasUsedTimeAndMemory() throws IOException {
        long self = ProcessHandle.current().pid();

        assertThat(ProcessTree.cpu(self)).isPositive();
        assertThat(ProcessTree.resident(self)).isPositive();
    }
}
