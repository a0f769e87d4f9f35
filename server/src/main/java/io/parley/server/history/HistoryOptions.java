package io.parley.server.history;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What auditors are told of the event history.
 *
 * @param pseudonymous whether they always get stand-ins for people, devices, conversations and texts
 * @param largestAnswer of one question
 */
@ConfigurationProperties("parley.history")
public record HistoryOptions(
        @DefaultValue("false") boolean pseudonymous,
        @DefaultValue("16MB") DataSize largestAnswer) {}
