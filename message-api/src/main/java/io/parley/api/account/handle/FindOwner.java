package io.parley.api.account.handle;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks the Handle aggregate itself whose it is. A command, not a query: it sees every registration that was answered,
 * where a view may lag. Answered with {@link Owner}.
 */
public record FindOwner(@TargetAggregateIdentifier HandleKey handle) {}
