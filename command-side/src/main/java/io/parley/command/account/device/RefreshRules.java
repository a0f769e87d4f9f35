package io.parley.command.account.device;

import java.time.Duration;

/**
 * @param grace how long after a rotation the token before it gets the same successor again
 * @param unused how long the newest token may lie before the log-in ends
 */
public record RefreshRules(Duration grace, Duration unused) {}
