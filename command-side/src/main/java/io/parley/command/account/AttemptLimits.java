package io.parley.command.account;

import io.parley.api.account.handle.HandleKey;
import io.parley.api.limit.RateLimit;

/** Keeps people from guessing: counted before anything expensive or telling is done. */
public final class AttemptLimits {
    private final RateLimit perAddress;
    private final RateLimit perHandle;

    public AttemptLimits(AccountOptions.Attempts options) {
        this.perAddress = new RateLimit(options.perAddress(), options.window());
        this.perHandle = new RateLimit(options.perHandle(), options.window());
    }

    public void takeFor(String address) {
        perAddress.take(address);
    }

    public void takeFor(String address, HandleKey handle) {
        perAddress.take(address);
        perHandle.take(handle.value());
    }
}
