// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;

/**
 * Which variables of a model are coupled. Immutable; the array is taken over and must not change afterwards.
 *
 * @param variables their number, at least 1
 * @param pairs of variables from 0 on, one pair after the other, lower variable first, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceGraph(int variables, int[] pairs) {
    /**
     * Checks the pairs.
     *
     * @throws IllegalArgumentException naming the first that is out of range or order
     */
    public SourceGraph {
        if (variables < 1 || pairs.length % 2 != 0) {
            throw new IllegalArgumentException(variables + " variables and " + pairs.length
                    + " ends of pairs; expected at least 1, and two a pair");
        }
        for (int e = 0; e < pairs.length; e += 2) {
            boolean follows =
                    e == 0 || pairs[e - 2] < pairs[e] || pairs[e - 2] == pairs[e] && pairs[e - 1] < pairs[e + 1];
            if (pairs[e] < 0 || pairs[e + 1] >= variables || pairs[e] >= pairs[e + 1] || !follows) {
                throw new IllegalArgumentException("pair (" + pairs[e] + ", " + pairs[e + 1]
                        + "); expected rising variables below " + variables + ", behind the pair before");
            }
        }
    }

    /** All pairs of so many variables. Memory: 4 n^2 bytes. */
    public static SourceGraph complete(int variables) {
        int[] pairs = new int[variables * (variables - 1)];
        int at = 0;
        for (int i = 0; i < variables; i++) {
            for (int j = i + 1; j < variables; j++) {
                pairs[at++] = i;
                pairs[at++] = j;
            }
        }
        return new SourceGraph(variables, pairs);
    }

    /** The coupled pairs of a model. */
    public static SourceGraph of(PlainIsing model) {
        List<int[]> found = new ArrayList<>();
        Interactions.of(model, (i, j, value) -> found.add(new int[] {i, j}));
        int[] pairs = new int[2 * found.size()];
        for (int e = 0; e < found.size(); e++) {
            pairs[2 * e] = found.get(e)[0];
            pairs[2 * e + 1] = found.get(e)[1];
        }
        return new SourceGraph(model.spins(), pairs);
    }

    /** Number of pairs. */
    public int couplings() {
        return pairs.length / 2;
    }

    /** Whether all variables are coupled with all others. */
    public boolean isComplete() {
        return pairs.length == variables * (variables - 1L);
    }

    /** A name for files: K and the number of variables where it is complete, else a SHA-256 of the pairs in hexadecimal. */
    public String fingerprint() {
        if (isComplete()) {
            return "K" + variables;
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * (1 + pairs.length));
        bytes.putInt(variables);
        bytes.asIntBuffer().put(pairs);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
