package io.parley.sealing;

import javax.crypto.SecretKey;

/**
 * A conversation's key of one day.
 *
 * @param period names it in every {@link io.parley.api.Sealed}
 */
record PeriodKey(String period, SecretKey key) {
    /** Without the key, so that it reaches no log. */
    @Override
    public String toString() {
        return "PeriodKey[" + period + "]";
    }
}
