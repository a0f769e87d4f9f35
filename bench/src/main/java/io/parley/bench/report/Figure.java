package io.parley.bench.report;

/**
 * One measured number.
 *
 * @param name stable, for comparing runs
 * @param goal what the project wants to reach, as text
 */
public record Figure(String name, String meaning, double value, String unit, String goal) {}
