// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.spinglass.formats.Growing.Doubles;
import org.spinglass.formats.Growing.Ints;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads dimod's coordinate lists: {@code u v bias}, linear where u = v, in any order; repeated entries add. A comment with
 * {@code vartype=SPIN} or {@code vartype: BINARY} anywhere says what variables are.
 *
 * <p>dimod's own reader passes over every line that it does not understand, those with an exponent among them. Here an
 * exponent is read, and what is no entry is refused.
 */
final class CooReader {
    private final Input input;
    private final TextScanner text;
    private final Ints from;
    private final Ints to;
    private final Doubles biases;

    private CooReader(Input input) {
        this.input = input;
        this.text = new TextScanner(input);
        this.from = new Ints(input.budget());
        this.to = new Ints(input.budget());
        this.biases = new Doubles(input.budget());
    }

    static Problem read(Input input) throws IOException {
        return new CooReader(input).read();
    }

    private Problem read() throws IOException {
        while (text.hasMore()) {
            from.add((int) text.readWhole("a variable", 0, Integer.MAX_VALUE));
            to.add((int) text.readWhole("a variable", 0, Integer.MAX_VALUE));
            biases.add(text.readNumber("a bias"));
            text.endLine();
        }
        Optional<Vartype> stated = text.comments().vartype();
        return build(
                stated.isPresent()
                        ? stated.get()
                        : input.requireVartype("a coordinate list without a comment such as '# vartype=SPIN'"));
    }

    private Problem build(Vartype kind) throws FormatException {
        int pairs = 0;
        for (int e = 0; e < from.size(); e++) {
            pairs += from.get(e) != to.get(e) ? 1 : 0;
        }
        int[] labels = labels();
        ProblemBuilder builder = new ProblemBuilder(input, kind, VariableLabels.of(labels), pairs, Duplicates.SUM);
        builder.addOffset(text.comments().constant());
        for (int e = 0; e < from.size(); e++) {
            int i = number(labels, from.get(e));
            int j = number(labels, to.get(e));
            if (i == j) {
                builder.addLinear(i, biases.get(e), 0);
            } else {
                builder.addPair(i, j, biases.get(e), 0);
            }
        }
        return builder.problem();
    }

    /** The different variables in ascending order. */
    private int[] labels() throws FormatException {
        input.budget().take(24L * from.size(), "the variables of " + from.size() + " entries");
        int[] all = new int[2 * from.size()];
        for (int e = 0; e < from.size(); e++) {
            all[2 * e] = from.get(e);
            all[2 * e + 1] = to.get(e);
        }
        Arrays.sort(all);
        int distinct = 0;
        for (int k = 0; k < all.length; k++) {
            if (k == 0 || all[k] != all[k - 1]) {
                all[distinct++] = all[k];
            }
        }
        input.budget().take(64L * distinct, "the labels of " + distinct + " variables");
        return Arrays.copyOf(all, distinct);
    }

    private static int number(int[] labels, int label) {
        return label < labels.length && labels[label] == label ? label : Arrays.binarySearch(labels, label);
    }
}
