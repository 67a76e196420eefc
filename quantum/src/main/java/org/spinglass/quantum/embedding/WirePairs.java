// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

/** How many chains can be made of vertical and horizontal wires of two kinds each, none longer than allowed. */
final class WirePairs {
    private WirePairs() {}

    /**
     * The number of pairs of one vertical and one horizontal wire. The k shortest of each are taken, the shortest of the one
     * with the longest of the other, for the largest k for which this stays within the limit.
     *
     * @param v0 vertical wires of the first kind
     * @param v1 of the second
     * @param a0 qubits of a vertical wire of the first kind
     * @param a1 of the second
     * @param h0 horizontal wires of the first kind
     * @param h1 of the second
     * @param b0 qubits of a horizontal wire of the first kind
     * @param b1 of the second
     * @param longest qubits of a pair at most
     */
    static int count(int v0, int v1, int a0, int a1, int h0, int h1, int b0, int b1, int longest) {
        int most = Math.min(v0 + v1, h0 + h1);
        int a = Math.min(a0, a1);
        int b = Math.min(b0, b1);
        int shortV = a0 == a1 ? v0 + v1 : a0 < a1 ? v0 : v1;
        int shortH = b0 == b1 ? h0 + h1 : b0 < b1 ? h0 : h1;
        int longA = Math.max(a0, a1);
        int longB = Math.max(b0, b1);
        for (int k = most; k > 0; k--) {
            int longV = Math.max(0, k - shortV);
            int longH = Math.max(0, k - shortH);
            int worst = longV + longH > k
                    ? longA + longB
                    : Math.max(
                            longV + longH < k ? a + b : 0,
                            Math.max(longV > 0 ? longA + b : 0, longH > 0 ? a + longB : 0));
            if (worst <= longest) {
                return k;
            }
        }
        return 0;
    }
}
