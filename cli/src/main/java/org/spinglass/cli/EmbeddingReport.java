// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a problem stands on a chip, for people.
 *
 * @param answer the same for programs
 */
record EmbeddingReport(EmbeddingAnswer answer) {

    private String chip() {
        return answer.topology() + " " + answer.shape().getFirst();
    }

    /** One line above a drawing. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%s on %s: chains of %s qubits, %d of %d qubits",
                answer.isComplete() ? "K" + answer.variables() : answer.variables() + " variables",
                chip(),
                lengths(),
                answer.qubits(),
                answer.chipQubits());
    }

    private String lengths() {
        return answer.shortest() == answer.longest()
                ? Integer.toString(answer.shortest())
                : answer.shortest() + " to " + answer.longest();
    }

    /** All that was found. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int qubits = answer.chipQubits();
        lines.add(String.format(
                Locale.ROOT,
                "chip      %s, %s qubits, %d couplers",
                chip(),
                qubits == answer.wholeQubits() ? Integer.toString(qubits) : qubits + " of " + answer.wholeQubits(),
                answer.chipCouplers()));
        lines.add(String.format(
                Locale.ROOT,
                "problem   %d variables, %d couplings%s",
                answer.variables(),
                answer.couplings(),
                answer.isComplete() ? ", all with each other" : ""));
        lines.add(String.format(
                Locale.ROOT,
                "chains    %s qubits, %.2f on average, %d in all",
                lengths(),
                answer.meanLength(),
                answer.qubits()));
        if (answer.isComplete()) {
            lines.add("copies    " + answer.copies() + " side by side");
        }
        lines.add(String.format(Locale.ROOT, "time      %.3f s", answer.seconds()));
        return lines;
    }
}
