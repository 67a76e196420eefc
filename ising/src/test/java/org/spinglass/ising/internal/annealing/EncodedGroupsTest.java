// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;

/** Which groups the reads of an encoded model are swept in, and that it does not matter in which. */
class EncodedGroupsTest {
    /** On whole numbers, where nothing is rounded, all groups take the very same steps. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void groupsOfAllKindsAgreeStepByStep(boolean isSingleSpin) {
        int n = 150;
        int samples = 12;
        int bits = 3;
        SplittableRandom random = new SplittableRandom(9);
        float[] factors = new float[n * samples];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.nextInt(-2, 3);
        }
        float[] sampleWeights = new float[samples];
        for (int a = 0; a < samples; a++) {
            sampleWeights[a] = random.nextBoolean() ? 1 : 4;
        }
        float[] diagonal = new float[n];
        Arrays.fill(diagonal, 3);
        float[] fields = new float[2 * n];
        float[] centres = new float[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            fields[i] = random.nextInt(-9, 10);
            centres[i] = random.nextInt(-2, 3);
        }
        float[] ranges = new float[n];
        Arrays.fill(ranges, 7);
        Coupling.Gram gram = new Coupling.Gram(n, samples, factors, sampleWeights, diagonal, true);
        Coupling.Dense shared = new Coupling.Dense(n, gram.matrix(0), true, true);
        float[] twice = Arrays.copyOf(shared.matrices(), 2 * n * n);
        System.arraycopy(shared.matrices(), 0, twice, n * n, n * n);
        Coupling.Dense own = new Coupling.Dense(n, twice, false, true);
        List<List<Spins>> found = new ArrayList<>();
        for (Coupling coupling : List.of(gram, shared, own)) {
            EncodedQuadratic model = new EncodedQuadratic(bits, coupling, fields, centres, ranges, new double[] {1, 2});
            Moves moves = new Moves(isSingleSpin, false);
            found.add(walked(
                    model,
                    ops -> ReadGroups.of(model, 10, InitialState.random(), moves, 77, ops).stream()
                            .map(Supplier::get)
                            .toList()));
            if (coupling == gram) {
                found.add(walked(model, ops -> gramBlocks(model, gram, 10, moves, 77, ops)));
            }
        }
        assertThat(found.get(0)).hasSize(40);
        assertThat(found.get(0).subList(20, 40))
                .isEqualTo(found.get(0).subList(0, 20))
                .doesNotHaveDuplicates();
        assertThat(found).hasSize(4).containsOnly(found.get(0));
    }

    /** Where the reads of a model end that are cooled step by step, with vector code and without. */
    private static List<Spins> walked(EncodedQuadratic model, Function<VectorOps, List<ReadGroup>> groups) {
        List<Spins> states = new ArrayList<>();
        for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
            for (ReadGroup group : groups.apply(ops)) {
                for (int sweep = 0; sweep < 220; sweep++) {
                    ((ThermalGroup) group).sweepAt(1e-4 * (sweep + 1));
                }
                ((ThermalGroup) group).sweepAt(Double.POSITIVE_INFINITY);
                for (int c = 0; c < group.reads(); c++) {
                    group.keep(c);
                    int instance = states.size() % 20 / 10;
                    assertThat(group.instance(c)).isEqualTo(instance);
                    assertThat(group.energy(c)).isCloseTo(model.energy(instance, group.kept(c)), within(1e-6));
                    states.add(group.kept(c));
                }
            }
        }
        return states;
    }

    /** Groups of at most 16 reads whose Gram matrix is swept in blocks, as large models have them. */
    static List<ReadGroup> gramBlocks(
            EncodedQuadratic model, Coupling.Gram gram, int reads, Moves moves, long seed, VectorOps ops) {
        int all = model.instances() * reads;
        long[] seeds = ReadGroups.seeds(seed, all);
        GramBlocks blocks = new GramBlocks(gram);
        List<ReadGroup> groups = new ArrayList<>();
        for (int first = 0; first < all; first += BlockedReads.READS) {
            List<EncodedRead> members = new ArrayList<>();
            for (int c = first; c < Math.min(all, first + BlockedReads.READS); c++) {
                EncodedRead read = new EncodedRead(model, c / reads, new RandomStream(seeds[c], ops));
                read.start(InitialState.random(), c, instance -> WeightFields.atCentre(model, instance));
                members.add(read);
            }
            groups.add(new GramBlockGroup(model, gram, blocks, members, moves, ops));
        }
        return groups;
    }

    /** Large Gram matrices that enough reads share are swept in blocks, others read by read. */
    @Test
    void onlyLargeSharedGramMatricesAreSweptInBlocks() {
        for (int n : new int[] {511, 512}) {
            float[] ranges = new float[n];
            Arrays.fill(ranges, 1);
            Coupling gram = new Coupling.Gram(n, 16, new float[16 * n], new float[16], new float[n], true);
            for (int instances : new int[] {15, 17}) {
                EncodedQuadratic model = new EncodedQuadratic(
                        2, gram, new float[instances * n], new float[instances * n], ranges, new double[instances]);
                List<Supplier<ReadGroup>> groups =
                        ReadGroups.of(model, 1, InitialState.random(), new Moves(true, false), 3, VectorOps.best());
                boolean isBlocked = n == 512 && instances == 17;
                assertThat(groups).hasSize(isBlocked ? 2 : instances);
                assertThat(groups.getFirst().get()).isInstanceOf(isBlocked ? GramBlockGroup.class : GramGroup.class);
            }
        }
    }
}
