// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Locale;

/**
 * What the sums of a training's shards took, part by part, over all its visits of layers. Safe for several threads.
 */
public final class ShardCosts {
    private int steps;
    private long all;
    private long sums;
    private long made;
    private long forward;
    private long tree;
    /** What anneals of blocks took as seen from here, and all workers' time for them. */
    private long anneals;

    private long annealing;
    private int blocksTaken;
    private long sent;
    private long received;
    private int taken;
    /** The longest that a worker took in the present visit, and the passes of it. */
    private long longest;

    private long longestForward;

    /** Nothing yet. */
    ShardCosts() {}

    /** How many steps were done, and in which time. */
    synchronized void steps(int count, long nanos) {
        this.steps = count;
        this.all = nanos;
    }

    /** A worker made its sums. */
    synchronized void made(long nanos, long forwardNanos) {
        if (nanos > longest) {
            longest = nanos;
            longestForward = forwardNanos;
        }
    }

    /** All sums of a visit are there. */
    synchronized void added(long sumsNanos, long treeNanos) {
        sums += sumsNanos;
        tree += treeNanos;
        made += longest;
        forward += longestForward;
        longest = 0;
        longestForward = 0;
    }

    /** A worker annealed blocks. */
    synchronized void annealed(long nanos) {
        annealing += nanos;
    }

    /** All blocks of a visit are annealed, after so long. */
    synchronized void allAnnealed(long nanos, int takenOver) {
        anneals += nanos;
        blocksTaken += takenOver;
    }

    synchronized void moved(long out, long in) {
        sent += out;
        received += in;
    }

    synchronized void takenOver(int shards) {
        taken += shards;
    }

    /** Shards that were given to another worker, as theirs was gone or late. */
    public synchronized int takenOver() {
        return taken;
    }

    /** Blocks of neurons that were given to another worker, as theirs was gone or late. */
    public synchronized int blocksTakenOver() {
        return blocksTaken;
    }

    /**
     * Steps that were done, and the mean of each of its parts, in a line: the slowest worker's passes and sums, what it
     * takes to hand weights out and sums in, the tree, the anneals that workers do, handing out and in with them, and
     * the rest, which is annealing here. Empty before the first step.
     */
    public synchronized String line() {
        if (steps == 0) {
            return "";
        }
        double each = 1e-6 / steps;
        return String.format(
                Locale.ROOT,
                "%,d steps of %.0f ms: passes %.0f, sums %.0f, handing out and in %.0f, tree %.0f,%s annealing and the rest"
                        + " %.0f; a step sent %,.0f kB and received %,.0f kB; shards taken over: %,d%s",
                steps,
                all * each,
                forward * each,
                (made - forward) * each,
                (sums - made - tree) * each,
                tree * each,
                anneals == 0
                        ? ""
                        : text(" anneals on executors %.0f (%.0f of their time),", anneals * each, annealing * each),
                (all - sums - anneals) * each,
                sent * 1e-3 / steps,
                received * 1e-3 / steps,
                taken,
                anneals == 0 ? "" : text(", blocks: %,d", blocksTaken));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
