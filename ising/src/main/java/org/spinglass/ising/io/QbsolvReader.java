package org.spinglass.ising.io;

import java.io.IOException;
import org.spinglass.ising.Duplicates;

/** Reads QUBOs as D-Wave's qbsolv takes them. */
final class QbsolvReader {
    private QbsolvReader() {}

    static Problem read(Input input) throws IOException {
        TextScanner text = new TextScanner(input.stream(), input.source());
        if (!text.hasMoreBesides('c')) {
            throw text.error("the file is empty; expected 'p qubo 0 maxNodes nNodes nCouplers'");
        }
        if (!text.readWord().equals("p") || !text.readWord().equals("qubo")) {
            throw text.error("expected 'p qubo 0 maxNodes nNodes nCouplers'");
        }
        text.readWhole("the topology, of which none is known but 0,", 0, 0);
        int variables = (int) text.readWhole("maxNodes", 1, Integer.MAX_VALUE);
        int nodes = (int) text.readWhole("nNodes", 0, variables);
        int couplers = (int) text.readWhole("nCouplers", 0, Integer.MAX_VALUE);
        text.endLine();
        ProblemBuilder builder = new ProblemBuilder(
                input, Vartype.BINARY, VariableLabels.range(0, variables), couplers, Duplicates.REJECT);
        int nodesFound = 0;
        int couplersFound = 0;
        while (text.hasMoreBesides('c')) {
            long line = text.line();
            int i = (int) text.readWhole("a variable", 0, variables - 1);
            int j = (int) text.readWhole("the second variable, which is not below the first,", i, variables - 1);
            double value = text.readNumber("a coefficient");
            text.endLine();
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
        return builder.problem();
    }
}
