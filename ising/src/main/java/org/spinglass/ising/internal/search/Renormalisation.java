// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.util.function.BooleanSupplier;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.PlainIsing;

/**
 * Children of several states by renormalisation (Houdayer and Martin 1999): spins that hang together along the {@link
 * Backbone} and keep to each other in all parents become one block, and a {@link TabuWalk} from random turns of the blocks
 * looks for the best way to put them together.
 *
 * <p>Whatever size a piece is that is right in one parent and wrong in another, it is turned in one step; on models whose
 * couplings spread over decades single flips would take forever. Belongs to one thread.
 */
public final class Renormalisation {
    private static final int STEPS = 32;
    private static final int LONGEST = 1000;

    private final PlainIsing model;
    private final Backbone backbone;
    private final RandomStream random;
    private final VectorOps ops;

    /** Of a model and its backbone. */
    public Renormalisation(PlainIsing model, Backbone backbone, RandomStream random, VectorOps ops) {
        this.model = model;
        this.backbone = backbone;
        this.random = random;
        this.ops = ops;
    }

    /**
     * A child. Costs one addition a coupling of the model, and the walk.
     *
     * @param patience times the number of blocks, steps without a better state after which the walk ends
     * @param most steps without a better state after which it ends in any case
     * @param goesOn asked after every {@value #STEPS} steps whether to
     */
    public byte[] child(byte[][] parents, int patience, int most, BooleanSupplier goesOn) {
        int[] block = new int[model.spins()];
        int blocks = backbone.divide(parents, block);
        BlockModel reduced = new BlockModel(parents[0], block, blocks);
        byte[] turned = new byte[blocks];
        for (int b = 0; b < blocks; b++) {
            turned[b] = (byte) (random.nextLong() < 0 ? -1 : 1);
        }
        TabuWalk walk = new TabuWalk(reduced.fields(model, turned, ops), random);
        long idle = 0;
        long enough = Math.min((long) patience * blocks, most);
        // an improvement that is none but rounding must not keep a walk going
        for (long steps = 0; idle < enough && steps < LONGEST * enough && goesOn.getAsBoolean(); steps += STEPS) {
            idle = walk.walk(STEPS) ? 0 : idle + STEPS;
        }
        return reduced.expand(walk.best());
    }
}
