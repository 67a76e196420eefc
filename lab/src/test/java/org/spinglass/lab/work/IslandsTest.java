// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

class IslandsTest {
    /** A ring with chords, of couplings -1 and 1. */
    private static PlainIsing graph(int spins) {
        SplittableRandom random = new SplittableRandom(7);
        IsingBuilder builder = new IsingBuilder(spins, 3 * spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            for (int step : new int[] {1, 5, 17}) {
                builder.addCoupling(i, (i + step) % spins, random.nextBoolean() ? 1 : -1);
            }
        }
        return builder.build();
    }

    private static Solution solve(PlainIsing model, SolveRequest request, int threads, int islands) {
        try (HereWorkplace here = new HereWorkplace(threads);
                SpreadReads spread = new SpreadReads(here, OptionalInt.of(islands))) {
            return Solver.solve(model, request.withDrawing(spread));
        }
    }

    static List<Sampler> growing() {
        return List.of(new MemeticSearch(), new MergedAnnealing());
    }

    /** The seed and the number of islands fix what is found, in whatever order they are searched. */
    @ParameterizedTest
    @MethodSource("growing")
    void theSameForAnyNumberOfPlaces(Sampler sampler) {
        PlainIsing model = graph(80);
        SolveRequest request =
                SolveRequest.of(5).withSampler(sampler).withReads(32).withSweeps(900);
        Solution one = solve(model, request, 1, 3);
        Solution three = solve(model, request, 3, 3);
        assertThat(three.samples().samples(0)).isEqualTo(one.samples().samples(0));
        assertThat(three.moves()).isEqualTo(one.moves());
        Map<String, Object> options = one.rounds().getFirst().options();
        assertThat(options).containsEntry("islands", 3).containsEntry("exchanges", 1);
        assertThat(options).containsEntry("reads", 32).containsEntry("sweeps", 900);
        assertThat(one.samples().samples(0)).hasSizeBetween(1, 32);
        assertThat(solve(model, request, 1, 4).moves()).isNotEqualTo(one.moves());
    }

    /** The work that was asked for, and not that for each island. */
    @Test
    void theEffortIsShared() {
        PlainIsing model = graph(80);
        SolveRequest request = SolveRequest.of(5)
                .withSampler(new MemeticSearch())
                .withReads(32)
                .withSweeps(1500);
        long alone = Solver.solve(model, request).moves();
        assertThat(solve(model, request, 2, 3).moves()).isBetween(alone * 9 / 10, alone * 3 / 2);
    }

    /** Four islands know a spin each; only by exchanging them does one of them come to all. */
    @Test
    void theBestStatesAreExchanged() {
        IsingBuilder builder = new IsingBuilder(64, 0, Duplicates.SUM);
        for (int i = 0; i < 64; i++) {
            builder.addField(i, -1);
        }
        PlainIsing model = builder.build();
        SolveRequest request =
                SolveRequest.of(2).withSampler(new Joining()).withReads(16).withSweeps(4000);
        Solution found = solve(model, request, 2, 4);
        assertThat(found.rounds().getFirst().options()).containsEntry("exchanges", 3);
        assertThat(found.best().energy()).isEqualTo(64 - 2 * 4);
        Solution alone = solve(model, request.withSweeps(1000), 2, 4);
        assertThat(alone.rounds().getFirst().options()).containsEntry("exchanges", 0);
        assertThat(alone.best().energy()).isEqualTo(64 - 2 * 1);
    }

    /** One island that reaches the target ends the others, which otherwise would go on for very long. */
    @Test
    void aTargetEndsAllIslands() {
        PlainIsing model = graph(80);
        SolveRequest request = SolveRequest.of(5)
                .withSampler(new MemeticSearch())
                .withReads(1000)
                .withSweeps(2_000_000)
                .withTargetEnergy(-100);
        Solution found = solve(model, request, 1, 3);
        assertThat(found.ended()).isEqualTo(Solution.End.TARGET);
        assertThat(found.best().energy()).isLessThanOrEqualTo(-100);
    }

    @Test
    void aTimeLimitEndsAllIslands() {
        SolveRequest request =
                SolveRequest.of(5).withSampler(new MergedAnnealing()).withTimeLimit(Duration.ofMillis(300));
        Solution found = solve(graph(80), request, 2, 5);
        assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
        assertThat(found.rounds().getLast().options()).containsEntry("islands", 5);
        assertThat(found.best().energy()).isLessThan(-80);
    }

    /** What an island is given from outside is not lost, nor is what others have. */
    @ParameterizedTest
    @MethodSource("growing")
    void noAnswerIsWorseThanTheStart(Sampler sampler) {
        PlainIsing model = graph(120);
        Spins good = Solver.solve(model, SolveRequest.of(1).withSampler(new TabuSearch()))
                .best()
                .spins();
        SolveRequest request = SolveRequest.of(5)
                .withSampler(sampler)
                .withReads(1)
                .withSweeps(2)
                .withStart(List.of(good));
        assertThat(solve(model, request, 2, 2).best().energy()).isLessThanOrEqualTo(model.energy(0, good));
    }

    /** From no states a spin by the seed; from given ones all of their spins together. */
    public record Joining() implements Sampler {
        @Override
        public String name() {
            return "joining";
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.GROWS, Trait.OBEYS_STOP_RULES);
        }

        @Override
        public Joining withTime(Optional<Duration> time) {
            return this;
        }

        @Override
        public SampleSet sample(IsingModel model, SamplingRequest request) {
            byte[] all = new byte[model.spins()];
            Arrays.fill(all, (byte) -1);
            if (request.initial() instanceof InitialState.Given given) {
                for (Spins state : given.states()) {
                    for (int i = 0; i < all.length; i++) {
                        all[i] = (byte) Math.max(all[i], state.toArray()[i]);
                    }
                }
            } else {
                all[Math.floorMod(request.seed(), all.length)] = 1;
            }
            Provenance provenance = new Provenance(name(), Map.of(), request.seed(), 1, 0, 1, 0, 0, false);
            return SampleSet.of(model, List.of(List.of(Spins.of(all))), List.of(OptionalDouble.empty()), provenance);
        }
    }
}
