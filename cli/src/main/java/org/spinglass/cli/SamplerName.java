package org.spinglass.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.samplers.Annealer;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SamplerPlan;

/** The samplers that {@code solve} knows by name. */
enum SamplerName {
    AUTO("chooses by size, spread of the couplings and neighbours", () -> null),
    SA("simulated annealing, Metropolis", SimulatedAnnealing::singleSpin),
    SA_RANDOM(
            "the same, spins in random order",
            () -> new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM)),
    HEAT_BATH("simulated annealing, heat bath", SimulatedAnnealing::heatBath),
    SQA("simulated quantum annealing, in continuous imaginary time", SimulatedQuantumAnnealing::automatic),
    PT("parallel tempering", ParallelTempering::standard),
    PT_CLUSTERS(
            "parallel tempering with isoenergetic cluster moves, for sparse models",
            () -> new ParallelTempering(ParallelTempering.BY_SIZE, ParallelTempering.Clusters.ISOENERGETIC)),
    SB("simulated bifurcation, ballistic; reads are agents", SimulatedBifurcation::ballistic),
    SB_DISCRETE("simulated bifurcation, discrete; better in long runs", SimulatedBifurcation::discrete),
    MEMETIC("annealed states, recombined; for hard problems", MemeticSearch::new),
    TABU("tabu search with path relinking", TabuSearch::new),
    EXACT("exhaustive search of up to 40 spins, with proof", ExactSearch::new),
    DESCENT("steepest descent", SteepestDescent::new),
    DWAVE_COMPATIBLE("the steps of D-Wave's software sampler, state for state", DwaveCompatibleAnnealing::standard),
    ITEMC("a circuit of quantum gates in imaginary time; --qpu shots=25, tau=T", () -> null),
    SCHROEDINGER(
            "the Schroedinger equation of an undisturbed annealer, up to 16 spins; --qpu time=0.01, schedule=FILE",
            () -> null),
    EMULATOR("an emulated quantum annealer, see --qpu", () -> null),
    DWAVE("D-Wave's quantum annealers, see --qpu", () -> null);

    private final String description;
    private final Supplier<@Nullable Sampler> sampler;

    SamplerName(String description, Supplier<@Nullable Sampler> sampler) {
        this.description = description;
        this.sampler = sampler;
    }

    /** As it is typed. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** Whether it anneals on a quantum processor, which has settings. */
    boolean isQuantum() {
        return Annealer.isQuantum(text());
    }

    /** Whether its effort is a number of sweeps; an automatic choice may have them. */
    boolean hasSweeps() {
        return this != EXACT && this != SCHROEDINGER && this != ITEMC && !isQuantum();
    }

    /** Whether it uses one thread whatever it is given. */
    boolean isSingleThreaded() {
        return this == DWAVE_COMPATIBLE || this == SCHROEDINGER || this == DWAVE;
    }

    /**
     * The sampler, to be opened; null to choose by the model.
     *
     * @param quantum settings of a quantum annealer, as written
     */
    @Nullable
    SamplerPlan plan(Map<String, String> quantum) {
        if (isQuantum()) {
            return Annealer.planOfTexts(text(), quantum);
        }
        if (this == SCHROEDINGER) {
            return plan(Annealer.schroedingerOfTexts(quantum));
        }
        if (this == ITEMC) {
            return plan(Annealer.itemcOfTexts(quantum));
        }
        if (!quantum.isEmpty()) {
            throw new UsageException("--qpu is for quantum annealers, not for --sampler " + text()
                    + "; expected --sampler emulator, dwave or schroedinger, or itemc");
        }
        Sampler own = sampler.get();
        return own == null ? null : plan(own);
    }

    private static SamplerPlan plan(Sampler sampler) {
        return new SamplerPlan() {
            @Override
            public String name() {
                return sampler.name();
            }

            @Override
            public OpenSampler open(int threads) {
                return OpenSampler.of(sampler);
            }
        };
    }

    static SamplerName of(String option, String text) {
        List<String> names = Stream.of(values()).map(SamplerName::text).toList();
        String name = OptionValues.oneOf(option, text, names, List.of());
        return values()[names.indexOf(name)];
    }
}
