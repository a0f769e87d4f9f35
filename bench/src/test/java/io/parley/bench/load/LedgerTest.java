package io.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final List<Long> completed = new ArrayList<>();

    @Test
    void aMessageIsCompleteWhenItIsDeliveredAndRead() {
        send(1);
        ledger.receipts(1, 0, completed::add);
        assertThat(completed).isEmpty();
        assertThat(ledger.incomplete()).isEqualTo(1);

        ledger.receipts(1, 1, completed::add);
        assertThat(completed).containsExactly(1L);
        assertThat(ledger.incomplete()).isZero();
    }

    @Test
    void oneWatermarkCompletesAllBelowOldestFirst() {
        send(3);
        ledger.receipts(3, 2, completed::add);
        assertThat(completed).containsExactly(1L, 2L);
    }

    @Test
    void theSameReceiptAgainCompletesNothing() {
        send(2);
        ledger.receipts(2, 2, completed::add);
        ledger.receipts(2, 2, completed::add);
        ledger.receipts(1, 1, completed::add);
        assertThat(completed).hasSize(2);
    }

    @Test
    void aGapADoubleAndAStrangeAnswerAreFaults() {
        ledger.sent(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.arrived(2))
                .withMessage("Message 2 came where 1 was due");
        assertThatIllegalStateException().isThrownBy(() -> ledger.arrived(1));
        ledger.accepted(1);
        assertThatIllegalStateException().isThrownBy(() -> ledger.accepted(1));
        assertThatIllegalStateException().isThrownBy(() -> new Ledger().accepted(1));
    }

    @Test
    void aReceiptAheadOfTheMessageIsAFault() {
        ledger.sent(1);
        assertThatIllegalStateException().isThrownBy(() -> ledger.receipts(1, 1, completed::add));
    }

    @Test
    void aMessageIsUnansweredUntilItIsAccepted() {
        ledger.sent(1);
        ledger.sent(2);
        ledger.accepted(1);
        assertThat(ledger.unanswered()).isEqualTo(1);
    }

    private void send(int messages) {
        for (int i = 1; i <= messages; i++) {
            ledger.sent(i);
            ledger.arrived(i);
        }
    }
}
