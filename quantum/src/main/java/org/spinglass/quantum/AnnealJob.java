package org.spinglass.quantum;

/**
 * A problem for a processor, and how to anneal it.
 *
 * @param problem in terms of its qubits
 * @param parameters how
 * @param label a name under which the problem is kept, at most 1,024 characters; empty for none
 */
public record AnnealJob(QubitProblem problem, AnnealParameters parameters, String label) {
    private static final int LONGEST = 1024;

    public AnnealJob {
        if (label.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the label has " + label.length() + " characters; expected at most " + LONGEST);
        }
    }
}
