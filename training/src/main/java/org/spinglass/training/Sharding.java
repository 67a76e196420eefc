// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.data.Samples;
import org.spinglass.network.layer.Network;

/**
 * How training samples are cut into shards: fixed ranges of nearly equal size, whose samples stay where they are. A
 * batch has of every shard a share, which the shard shuffles by itself; what the shards come to adds up in a tree whose
 * shape is that of their numbers ({@link ShardTree}). So a step comes to the same bits wherever its shards are.
 * Immutable.
 *
 * @param samples in all
 * @param shards parts of them, at most as many as there are samples
 * @param steps of an epoch
 */
public record Sharding(int samples, int shards, int steps) {
    /** That of so many samples; each shard has at least one sample in every step. */
    public static Sharding of(int samples, ResponseSettings settings) {
        int shards = Math.clamp(settings.shards(), 1, samples);
        return new Sharding(samples, shards, Math.clamp(settings.steps(samples), 1, samples / shards));
    }

    /**
     * Refuses what sums of shards cannot do.
     *
     * @throws TrainingException telling what, and what was expected
     */
    public static void requireFits(Network network, ResponseSettings settings) {
        if (settings.shards() == 0) {
            return;
        }
        if (settings.shards() > settings.batch()) {
            throw new TrainingException("shards is '" + settings.shards() + "'; expected at most " + settings.batch()
                    + ", the samples of a step, of which each shard has some");
        }
        if (network.norms() > 0) {
            throw new TrainingException("shards is '" + settings.shards() + "'; expected 0 for network "
                    + network.name() + ", whose batch normalisations are of a whole batch");
        }
    }

    private int first(int shard) {
        return (int) ((long) samples * shard / shards);
    }

    /** The samples of a shard as they are, not deformed. */
    public Samples plain(Samples all, int shard) {
        return all.part(first(shard), first(shard + 1) - first(shard));
    }

    /**
     * The samples of a shard as a training meets them.
     *
     * @param plain {@link #plain} of the same shard
     * @param augmented how all samples are deformed
     */
    Samples seen(Samples plain, int shard, Samples.Augmented augmented) {
        return plain.augmented(augmented.augmentation(), Seeds.of(augmented.seed(), shard));
    }

    /** The seed of what a shard draws for itself. */
    static long seed(long seed, int shard) {
        return Seeds.of(seed, 6, shard);
    }

    /** A shard's share of so many samples of a step. */
    int share(int count, int shard) {
        return (int) ((long) count * (shard + 1) / shards - (long) count * shard / shards);
    }
}
