package io.parley.api.id;

import com.github.f4b6a3.uuid.UuidCreator;

final class Ids {
    private Ids() {}

    static String timeOrdered() {
        return UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
}
