// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.topology.Chimera;

/** What the controls of an anneal do, against what is known of free qubits in closed form. */
class EmulatedControlsTest {
    private static final EmulatorOptions QUIET =
            EmulatorOptions.standard(1).withNoise(0, 0).withSweepsPerMicrosecond(50);

    /** Enough for free qubits that are measured at the end of an anneal, where a sweep forgets the one before. */
    private static final EmulatorOptions QUICK = QUIET.withSweepsPerMicrosecond(10);

    private static final int READS = 6000;
    private static final double SPREAD = 4 / Math.sqrt(READS);

    /** GHz over k T / h in GHz at 16 mK. */
    private static final double BETA = 12 / (2 * 16 * 0.020836619);

    private static QubitAnswer answer(EmulatorOptions options, QubitProblem problem, AnnealParameters parameters) {
        Chimera cell = new Chimera(1, 1, 4);
        return new EmulatedProcessor(cell, cell.graph(), options, Workers.of(1))
                .anneal(new AnnealJob(problem, parameters, "", 3));
    }

    private static QubitProblem free(double... fields) {
        int[] qubits = new int[fields.length];
        Arrays.setAll(qubits, q -> q);
        return new QubitProblem(qubits, fields, new int[0], new double[0], 0);
    }

    private static AnnealParameters unscaled() {
        return AnnealParameters.of(READS).withAutoScale(false);
    }

    private static double mean(QubitAnswer answer, int place) {
        double sum = 0;
        for (int row = 0; row < answer.rows(); row++) {
            sum += answer.spins()[answer.qubits().length * row + place] * answer.occurrences()[row];
        }
        return sum / Arrays.stream(answer.occurrences()).sum();
    }

    /** The gain at the end is what the last sweeps see; energies are those of the problem as it was given. */
    @Test
    void gainMultipliesFields() {
        double h = 0.04;
        for (double gain : new double[] {0.5, -1, 2}) {
            QubitAnswer answer =
                    answer(QUICK, free(h, 0), unscaled().withGain(new double[][] {{0, 3}, {15, gain}, {20, gain}}));
            assertThat(mean(answer, 0)).as("gain %s", gain).isCloseTo(-Math.tanh(BETA * gain * h), within(SPREAD));
            assertThat(mean(answer, 1)).isCloseTo(0, within(SPREAD));
            assertThat(answer.energies()[0]).isCloseTo(-h, within(1e-12));
        }
    }

    /** As D-Wave's own conversion has it: {@code h = -2 I phi / B} with {@code B = 2 M I^2}; the signs are opposite. */
    @Test
    void fluxBiasesAreFieldsOfTheOppositeSign() {
        double phi = 3e-5;
        double joules = 12e9 * 6.62607e-34;
        double current = Math.sqrt(joules / (2 * 1.647e-12));
        double h = -2 * current * phi * 2.067833848e-15 / joules;
        double[] fluxes = new double[8];
        fluxes[1] = phi;
        fluxes[2] = -phi;
        QubitAnswer answer = answer(QUICK, free(0, 0, 0), unscaled().withFluxBiases(fluxes));
        assertThat(mean(answer, 0)).isCloseTo(0, within(SPREAD));
        assertThat(mean(answer, 1))
                .isCloseTo(-Math.tanh(BETA * h), within(SPREAD))
                .isGreaterThan(0.2);
        assertThat(mean(answer, 2)).isCloseTo(Math.tanh(BETA * h), within(SPREAD));
        assertThat(answer.energies()).containsOnly(0);
    }

    /** A qubit that is half an anneal behind is measured in equilibrium at s = 1/2: {@code -(f / E) tanh E}. */
    @ParameterizedTest
    @ValueSource(doubles = {16, 2})
    void offsetsShiftQubits(double millikelvin) {
        double h = 0.5;
        double[] offsets = new double[8];
        offsets[0] = -0.5;
        offsets[2] = 0.25;
        QubitAnswer answer = answer(
                QUIET.withTemperature(millikelvin),
                free(h, h, h),
                AnnealParameters.of(READS / 6).withAutoScale(false).withOffsets(offsets));
        AnnealingFunctions functions = AnnealingFunctions.standard();
        double kT = 2 * millikelvin * 0.020836619;
        double gamma = functions.a(0.5) / kT;
        double field = functions.b(0.5) * h / kT;
        double whole = Math.hypot(gamma, field);
        assertThat(mean(answer, 0)).isCloseTo(-field / whole * Math.tanh(whole), within(4 / Math.sqrt(READS / 6.0)));
        assertThat(mean(answer, 1)).isEqualTo(-1);
        assertThat(mean(answer, 2)).isEqualTo(-1);
    }

    /** A line of eight qubits with one unsatisfied coupling, which wanders at no cost until it leaves at an end. */
    private static QubitProblem line() {
        return new QubitProblem(
                new int[] {0, 1, 2, 3, 4, 5, 6, 7},
                new double[8],
                new int[] {0, 4, 1, 4, 1, 5, 2, 5, 2, 6, 3, 6, 3, 7},
                new double[] {1, 1, 1, 1, 1, 1, 1},
                0);
    }

    private static AnnealParameters reverse(boolean everyTime) {
        // 0 - 4 - 1 - 5 - 2 - 6 - 3 - 7: alternating but in the middle
        return AnnealParameters.of(60)
                .withAnswerMode(AnswerMode.RAW)
                .withSchedule(new double[][] {{0, 1}, {0.1, 1}})
                .withInitialState(new int[] {1, 1, -1, -1, -1, -1, 1, 1}, everyTime);
    }

    @Test
    void readsGoOnFromEachOtherWhereTheStateIsNotSetAnew() {
        EmulatorOptions once = QUIET.withSweepsPerMicrosecond(10); // a single sweep
        double[] chained = answer(once, line(), reverse(false)).energies();
        double[] anew = answer(once, line(), reverse(true)).energies();
        for (int read = 1; read < chained.length; read++) {
            assertThat(chained[read]).isLessThanOrEqualTo(chained[read - 1]);
        }
        assertThat(chained[59]).isEqualTo(-7);
        assertThat(Arrays.stream(anew).filter(energy -> energy == -5).count()).isGreaterThan(10);
        assertThat(Arrays.stream(anew).skip(40).filter(energy -> energy == -5)).isNotEmpty();
    }

    @Test
    void answersAreLimited() {
        AnnealParameters few = unscaled().withReads(600);
        QubitProblem problem = free(0.01, 0.02, 0.03);
        QubitAnswer whole = answer(QUIET, problem, few);
        QubitAnswer best = answer(QUIET, problem, few.withMaxAnswers(3));
        assertThat(whole.rows()).isEqualTo(8);
        assertThat(best.rows()).isEqualTo(3);
        assertThat(best.energies()).isSorted();
        assertThat(best.energies()[0]).isEqualTo(whole.energies()[0]);
        AnnealParameters raw = few.withAnswerMode(AnswerMode.RAW);
        QubitAnswer first = answer(QUIET, problem, raw.withMaxAnswers(5));
        assertThat(first.rows()).isEqualTo(5);
        assertThat(first.accessTime()).isEqualTo(whole.accessTime());
    }

    /** The correlation of two reads is {@code tanh(beta p exp(-t / 500))}, t being the pause between them. */
    @Test
    void surroundingsRememberTheReadBefore() {
        double strength = 0.03;
        EmulatorOptions options = QUIET.withErrors(new ChipErrors(0, 0, 0, strength, 0));
        AnnealParameters raw = AnnealParameters.of(1500).withAnnealingTime(1).withAnswerMode(AnswerMode.RAW);
        AnnealParameters paused = raw.with("reduce_intersample_correlation", true);
        double near = correlation(answer(options, free(0, 0, 0, 0), raw));
        double far = correlation(answer(options, free(0, 0, 0, 0), paused));
        double pause = 500 + 1.0 / 2000 * 9500;
        assertThat(near).isCloseTo(Math.tanh(BETA * strength * Math.exp(-20.54 / 500)), within(0.05));
        assertThat(far).isCloseTo(Math.tanh(BETA * strength * Math.exp(-(20.54 + pause) / 500)), within(0.05));
    }

    private static double correlation(QubitAnswer raw) {
        int n = raw.qubits().length;
        double sum = 0;
        for (int at = n; at < raw.spins().length; at++) {
            sum += raw.spins()[at] * raw.spins()[at - n];
        }
        return sum / (raw.spins().length - n);
    }

    @Test
    void errorsOfAChipAreThoseOfItsSeed() {
        ChipErrors errors = new ChipErrors(0.1, 0.05, 0, 0, 7);
        QubitProblem line = line();
        QubitProblem first = errors.on(line, 0, true);
        assertThat(errors.on(line, 1e12, false).fields()).isEqualTo(first.fields());
        assertThat(new ChipErrors(0.1, 0.05, 0, 0, 8).on(line, 0, true).fields())
                .isNotEqualTo(first.fields());
        QubitProblem pair = new QubitProblem(new int[] {1, 4}, new double[2], new int[] {1, 4}, new double[] {1}, 0);
        QubitProblem alone = errors.on(pair, 0, true);
        assertThat(alone.fields()).isEqualTo(new double[] {first.fields()[1], first.fields()[4]});
        assertThat(alone.couplings()[0]).isEqualTo(first.couplings()[1]).isNotEqualTo(1);
        double square = 0;
        QubitProblem many = errors.on(free(new double[2000]), 0, true);
        for (double field : many.fields()) {
            square += field * field / 2000;
        }
        assertThat(Math.sqrt(square)).isCloseTo(0.1, within(0.01));
    }

    @Test
    void driftIsTakenBackEveryHour() {
        ChipErrors errors = new ChipErrors(0, 0, 0.1, 0, 7);
        QubitProblem many = free(new double[2000]);
        double hour = 3.6e9;
        assertThat(spread(errors.on(many, 0, false))).isCloseTo(0.1, within(0.01));
        assertThat(spread(errors.on(many, 5 * hour, true))).isZero();
        assertThat(spread(errors.on(many, 5.02 * hour, true))).isBetween(1e-4, 0.02);
        assertThat(spread(errors.on(many, 5.02 * hour, false))).isCloseTo(0.1, within(0.01));
        assertThat(errors.on(many, 5 * hour, false).fields())
                .isNotEqualTo(errors.on(many, 7 * hour, false).fields());
    }

    private static double spread(QubitProblem problem) {
        double square = 0;
        for (double field : problem.fields()) {
            square += field * field;
        }
        return Math.sqrt(square / problem.fields().length);
    }

    @Test
    void dataSheetsAreReadAsTheyWereWritten(@TempDir Path temp) throws IOException {
        AnnealingFunctions functions = AnnealingFunctions.standard();
        Path file = temp.resolve("sheet.csv");
        Files.writeString(file, functions.csv());
        assertThat(Files.readAllLines(file)).hasSize(202).startsWith("s,A(s) (GHz),B(s) (GHz)", "0.0,6.5,0.0");
        assertThat(AnnealingFunctions.read(file)).isEqualTo(functions);
    }

    @Test
    void parametersAreDescribed() {
        Chimera cell = new Chimera(1, 1, 4);
        EmulatedProcessor processor = new EmulatedProcessor(cell, cell.graph(), QUIET, Workers.of(1));
        assertThat(processor.properties().others().get("parameters"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasSameSizeAs(processor.properties().parameters())
                .allSatisfy((name, text) -> assertThat(text.toString()).isNotBlank());
        assertThat(processor.properties().others().get("anneal_offset_ranges"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(8)
                .contains(List.of(-0.5, 0.5));
    }
}
