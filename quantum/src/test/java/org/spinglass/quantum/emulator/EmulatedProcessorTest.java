// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.Zephyr;

class EmulatedProcessorTest {
    private static final EmulatorOptions QUIET =
            EmulatorOptions.standard(1).withNoise(0, 0).withSweepsPerMicrosecond(50);

    private static EmulatedProcessor processor(Topology topology, EmulatorOptions options, int threads) {
        return new EmulatedProcessor(topology, topology.graph(), options, Workers.of(threads));
    }

    /** The qubits 0 to 3 of one cell, a square of antiferromagnetic couplings, with fields that leave one ground state. */
    private static QubitProblem square() {
        return new QubitProblem(
                new int[] {0, 1, 4, 5},
                new double[] {0.5, 0, 0, -0.25},
                new int[] {0, 4, 0, 5, 1, 4, 1, 5},
                new double[] {1, 1, 1, 1},
                2);
    }

    private static AnnealJob job(QubitProblem problem, AnnealParameters parameters) {
        return new AnnealJob(problem, parameters, "");
    }

    private static double lowest(QubitProblem problem) {
        double lowest = Double.POSITIVE_INFINITY;
        byte[] spins = new byte[problem.qubits().length];
        for (int x = 0; x < 1 << spins.length; x++) {
            for (int i = 0; i < spins.length; i++) {
                spins[i] = (byte) ((x >> i & 1) == 1 ? 1 : -1);
            }
            lowest = Math.min(lowest, problem.energy(spins, 0));
        }
        return lowest;
    }

    @Test
    void mostReadsEndInTheGroundStateAndEnergiesAreThoseOfTheProblem() {
        QubitProblem problem = square();
        QubitAnswer answer = processor(new Chimera(2, 2, 4), QUIET, 1).anneal(job(problem, AnnealParameters.of(200)));
        assertThat(Arrays.stream(answer.occurrences()).sum()).isEqualTo(200);
        assertThat(answer.energies()).isSorted();
        assertThat(answer.energies()[0]).isCloseTo(lowest(problem), within(1e-12));
        assertThat(answer.occurrences()[0]).isGreaterThan(150);
        for (int row = 0; row < answer.rows(); row++) {
            assertThat(answer.energies()[row]).isEqualTo(problem.energy(answer.spins(), 4 * row));
        }
        assertThat(answer.accessTime()).isGreaterThan(200 * 20);
    }

    /** Scaling by the processor changes nothing but the units; without it numbers are what they are. */
    @Test
    void weakProblemsAreScaledUp() {
        QubitProblem problem = square();
        double[] weak = Arrays.stream(problem.couplings()).map(j -> j / 1000).toArray();
        double[] weakFields = Arrays.stream(problem.fields()).map(h -> h / 1000).toArray();
        QubitProblem small = new QubitProblem(problem.qubits(), weakFields, problem.couplers(), weak, 0);
        EmulatedProcessor processor = processor(new Chimera(1, 1, 4), QUIET, 1);
        int scaled = processor.anneal(job(small, AnnealParameters.of(200))).occurrences()[0];
        QubitAnswer plain = processor.anneal(job(small, AnnealParameters.of(200).withAutoScale(false)));
        assertThat(scaled).isGreaterThan(150);
        assertThat(plain.rows()).isGreaterThan(10); // at 16 mK these couplings are nothing
    }

    /** Free qubits in a field: the last strengths are thermal, so that {@code <s> = -tanh(h B / 2 k T)}. */
    @Test
    void freeQubitsAreThermal() {
        double h = 0.02;
        QubitProblem free =
                new QubitProblem(new int[] {0, 1, 2, 3}, new double[] {h, -h, 2 * h, 0}, new int[0], new double[0], 0);
        EmulatedProcessor processor = processor(new Chimera(1, 1, 4), QUIET, 1);
        QubitAnswer answer =
                processor.anneal(job(free, AnnealParameters.of(4000).withAutoScale(false)));
        double beta = 12 / (2 * 16 * 0.020836619); // GHz over k T / h in GHz
        double[] expected = {-Math.tanh(beta * h), Math.tanh(beta * h), -Math.tanh(2 * beta * h), 0};
        for (int q = 0; q < 4; q++) {
            double sum = 0;
            for (int row = 0; row < answer.rows(); row++) {
                sum += answer.spins()[4 * row + q] * answer.occurrences()[row];
            }
            assertThat(sum / 4000).as("qubit %s", q).isCloseTo(expected[q], within(4 / Math.sqrt(4000)));
        }
    }

    /** Asked again, the same problem has other reads, of which next to none is one of the first answer's. */
    @Test
    void repeatedProblemsHaveStreamsOfTheirOwn() {
        int[] qubits = IntStream.range(0, 32).toArray();
        QubitProblem free = new QubitProblem(qubits, new double[32], new int[0], new double[0], 0);
        EmulatedProcessor processor = processor(new Chimera(2, 2, 4), QUIET, 1);
        Set<String> seen = new HashSet<>();
        for (int time = 0; time < 3; time++) {
            QubitAnswer answer = processor.anneal(job(free, AnnealParameters.of(50)));
            for (int row = 0; row < answer.rows(); row++) {
                seen.add(Arrays.toString(Arrays.copyOfRange(answer.spins(), 32 * row, 32 * row + 32)));
            }
        }
        assertThat(seen).hasSize(150);
    }

    @Test
    void noiseAndErrorsOfReadingDisturb() {
        QubitProblem problem = square();
        AnnealJob job = job(problem, AnnealParameters.of(400));
        int quiet = hits(processor(new Chimera(1, 1, 4), QUIET, 1).anneal(job), lowest(problem));
        int misread = hits(
                processor(new Chimera(1, 1, 4), QUIET.withReadoutError(0.1), 1).anneal(job), lowest(problem));
        assertThat((double) misread / quiet).isCloseTo(Math.pow(0.9, 4), within(0.12));
        int wrong = 0;
        EmulatedProcessor noisy = processor(new Chimera(1, 1, 4), QUIET.withNoise(0.5, 0.5), 1);
        for (int k = 0; k < 20; k++) {
            wrong += hits(noisy.anneal(job), lowest(problem)) < 100 ? 1 : 0;
        }
        assertThat(wrong).isBetween(1, 19);
    }

    private static int hits(QubitAnswer answer, double energy) {
        int hits = 0;
        for (int row = 0; row < answer.rows(); row++) {
            hits += answer.energies()[row] <= energy + 1e-9 ? answer.occurrences()[row] : 0;
        }
        return hits;
    }

    @Test
    void aSeedFixesAnswersWhateverTheThreads() {
        AnnealJob job =
                job(square(), AnnealParameters.of(50).withAnnealingTime(1).withAnswerMode(AnswerMode.RAW));
        EmulatedProcessor one = processor(new Pegasus(2, true), EmulatorOptions.standard(3), 1);
        AnnealJob pegasus = job(line(one), job.parameters());
        QubitAnswer first = one.anneal(pegasus);
        QubitAnswer again = one.anneal(pegasus);
        QubitAnswer other =
                processor(new Pegasus(2, true), EmulatorOptions.standard(3), 2).anneal(pegasus);
        assertThat(first.rows()).isEqualTo(50);
        assertThat(other.spins()).isEqualTo(first.spins());
        assertThat(other.id()).isEqualTo(first.id());
        assertThat(again.spins()).isNotEqualTo(first.spins());
    }

    /** Reads are annealed eight at a time; those that do not fill a group are counted and fixed as well. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 50})
    void anyNumberOfReadsIsTheSameOnAnyNumberOfThreads(int reads) {
        AnnealParameters parameters =
                AnnealParameters.of(reads).withAnnealingTime(1).withAnswerMode(AnswerMode.RAW);
        EmulatedProcessor one = processor(new Pegasus(2, true), EmulatorOptions.standard(3), 1);
        AnnealJob seeded = new AnnealJob(line(one), parameters, "", 17);
        QubitAnswer first = one.anneal(seeded);
        QubitAnswer other =
                processor(new Pegasus(2, true), EmulatorOptions.standard(3), 3).anneal(seeded);
        assertThat(first.rows()).isEqualTo(reads);
        assertThat(other.spins()).isEqualTo(first.spins());
        int n = seeded.problem().qubits().length;
        Set<String> different = new HashSet<>();
        for (int row = 0; row < reads; row++) {
            different.add(Arrays.toString(Arrays.copyOfRange(first.spins(), n * row, n * row + n)));
        }
        assertThat(different).hasSizeGreaterThan(reads / 8);
    }

    /** Random couplings along the first couplers of a processor. */
    private static QubitProblem line(EmulatedProcessor processor) {
        int[] couplers = Arrays.copyOf(processor.properties().graph().couplers(), 40);
        int[] qubits = Arrays.stream(couplers).sorted().distinct().toArray();
        double[] couplings = new double[20];
        Arrays.setAll(couplings, c -> 0.3 * Math.sin(c + 1));
        return new QubitProblem(qubits, new double[qubits.length], couplers, couplings, 0);
    }

    @Test
    void reverseAnnealsBeginWithTheGivenState() {
        QubitProblem problem = square();
        List<Integer> state = new ArrayList<>(Collections.nCopies(8, 3));
        byte[] spins = {1, 1, -1, -1};
        for (int i = 0; i < 4; i++) {
            state.set(problem.qubits()[i], (int) spins[i]);
        }
        AnnealParameters reverse = AnnealParameters.of(20)
                .with("anneal_schedule", List.of(List.of(0, 1), List.of(1, 0.9), List.of(2, 1)))
                .with("initial_state", state);
        QubitAnswer answer = processor(
                        new Chimera(1, 1, 4), QUIET.withTemperature(1).withSweepsPerMicrosecond(1), 1)
                .anneal(job(problem, reverse));
        // next to no transverse field and heat: what is not frozen has gone downhill from the given state
        assertThat(answer.energies()[answer.rows() - 1]).isLessThanOrEqualTo(problem.energy(spins, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "beta, 1, beta is not a parameter",
        "label, 1, expected it beside them",
        "flux_biases, 1, flux_biases cannot be used with auto_scale",
        "x_unheard_of, 1, x_unheard_of is not a parameter",
        "x_seed, 1, expected it as the job's seed",
        "anneal_schedule, 7, expected two or more points",
        "fast_anneal, true, expected couplings alone",
        "reinitialize_state, false, reinitialize_state is given without an initial_state",
        "initial_state, 1, belong together",
    })
    void refusesParametersItCannotServe(String name, String value, String message) {
        Object given = value.equals("true") ? true : value.equals("false") ? (Object) false : Integer.valueOf(value);
        AnnealJob job = job(square(), AnnealParameters.of(1).with(name, given));
        assertThatExceptionOfType(ProcessorException.class)
                .isThrownBy(() -> processor(new Chimera(1, 1, 4), QUIET, 1).anneal(job))
                .withMessageContaining(message);
    }

    @Test
    void theSeedOfAJobDecidesItsAnswerAndItsLabelDoesNot() {
        EmulatedProcessor processor = processor(new Chimera(1, 1, 4), QUIET.withReadoutError(0.4), 1);
        AnnealParameters parameters = AnnealParameters.of(20).withAnswerMode(AnswerMode.RAW);
        byte[] first = spins(processor, new AnnealJob(square(), parameters, "a", 5));
        byte[] unseeded = spins(processor, new AnnealJob(square(), parameters, "a"));
        assertThat(spins(processor, new AnnealJob(square(), parameters, "b", 5)))
                .isEqualTo(first);
        // seeds that agree in their lower, or in their upper, half
        assertThat(spins(processor, new AnnealJob(square(), parameters, "a", 5 + (1L << 32))))
                .isNotEqualTo(first);
        assertThat(spins(processor, new AnnealJob(square(), parameters, "a", 6)))
                .isNotEqualTo(first);
        assertThat(spins(processor, new AnnealJob(square(), parameters, "a"))).isNotEqualTo(unseeded);
        EmulatedProcessor again = processor(new Chimera(1, 1, 4), QUIET.withReadoutError(0.4), 2);
        assertThat(spins(again, new AnnealJob(square(), parameters, "c"))).isEqualTo(unseeded);
    }

    private static byte[] spins(EmulatedProcessor processor, AnnealJob job) {
        return processor.anneal(job).spins();
    }

    @Test
    void refusesProblemsThatDoNotFit() {
        EmulatedProcessor processor = processor(new Zephyr(1, 4), QUIET, 1);
        QubitProblem uncoupled =
                new QubitProblem(new int[] {0, 2}, new double[2], new int[] {0, 2}, new double[] {1}, 0);
        QubitProblem strong = new QubitProblem(new int[] {0}, new double[] {5}, new int[0], new double[0], 0);
        refused(processor, uncoupled, AnnealParameters.of(1), "coupler (0, 2) is not in the working graph");
        refused(processor, strong, AnnealParameters.of(1).withAutoScale(false), "h value 5.0 is out of range");
        refused(processor, strong, AnnealParameters.of(20_000), "num_reads 20000 is out of range [1, 10000]");
        refused(processor, strong, AnnealParameters.of(1).withAnnealingTime(0.1), "annealing_time 0.1 is out of range");
        refused(
                processor,
                strong,
                AnnealParameters.of(5000).withAnnealingTime(2000),
                "Upper limit on user-specified timing related parameters exceeded");
    }

    private static void refused(
            EmulatedProcessor processor, QubitProblem problem, AnnealParameters parameters, String message) {
        assertThatExceptionOfType(ProcessorException.class)
                .isThrownBy(() -> processor.anneal(job(problem, parameters)))
                .withMessageContaining(message);
    }

    @Test
    void cancels() {
        AtomicInteger asked = new AtomicInteger();
        AnnealJob job = job(square(), AnnealParameters.of(1000).withAnnealingTime(100));
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> processor(new Chimera(1, 1, 4), QUIET, 1)
                        .anneal(List.of(job), () -> asked.incrementAndGet() < 5));
    }
}
