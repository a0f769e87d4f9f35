package io.parley.bench.report;

/** A figure of which every server has a value in every round. */
public record Measure(String name, String meaning, String unit) {}
