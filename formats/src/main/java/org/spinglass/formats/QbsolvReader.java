// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.Locale;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads QUBOs as D-Wave's qbsolv takes them: letters large or small, any word for the topology, which qbsolv does not look
 * at, and anything after an entry. An entry below the diagonal, which it refuses, is one of the pair.
 */
final class QbsolvReader {
    private static final String EXPECTED = "expected 'p qubo 0 maxNodes nNodes nCouplers'";

    private QbsolvReader() {}

    static Problem read(Input input) throws IOException {
        TextScanner text = new TextScanner(input, "cC");
        if (!text.hasMore()) {
            throw text.error("the file is empty; " + EXPECTED);
        }
        if (!text.readWord().toLowerCase(Locale.ROOT).equals("p")
                || !text.readWord().toLowerCase(Locale.ROOT).equals("qubo")) {
            throw text.error(EXPECTED);
        }
        if (text.readWord().isEmpty()) {
            throw text.error(EXPECTED);
        }
        int variables = (int) text.readWhole("maxNodes", 1, Integer.MAX_VALUE);
        int nodes = (int) text.readWhole("nNodes", 0, Integer.MAX_VALUE);
        int couplers = (int) text.readWhole("nCouplers", 0, Integer.MAX_VALUE);
        text.skipLine();
        ProblemBuilder builder = new ProblemBuilder(
                input, Vartype.BINARY, VariableLabels.range(0, variables), couplers, Duplicates.REJECT);
        int nodesFound = 0;
        int couplersFound = 0;
        while (text.hasMore()) {
            long line = text.line();
            int i = (int) text.readWhole("a variable", 0, variables - 1);
            int j = (int) text.readWhole("a variable", 0, variables - 1);
            double value = text.readNumber("a coefficient");
            text.skipLine();
            if (i == j) {
                nodesFound++;
                builder.addLinear(i, value, line);
            } else if (couplersFound++ < couplers) {
                builder.addPair(i, j, value, line);
            }
        }
        if (nodesFound != nodes || couplersFound != couplers) {
            throw input.error(nodesFound + " nodes and " + couplersFound
                    + " couplers; the line that begins with p announces " + nodes + " and " + couplers);
        }
        builder.addOffset(text.comments().constant());
        return builder.problem();
    }
}
