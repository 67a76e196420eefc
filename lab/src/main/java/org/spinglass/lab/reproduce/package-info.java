/**
 * Experiments as data, each with its curves: repeated runs, their records, and reports beside published numbers.
 *
 * <pre>{@code
 * Experiment experiment = Experiments.figure("6d");
 * System.out.println(experiment.curves().size() + " curves, " + experiment.epochs() + " epochs"); // 4 curves, 20 epochs
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.reproduce;
