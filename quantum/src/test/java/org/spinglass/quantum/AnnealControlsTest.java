// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class AnnealControlsTest {
    private static final ProcessorProperties PROPERTIES = new EmulatedProcessor(
                    new Chimera(1, 1, 4), new Chimera(1, 1, 4).graph(), EmulatorOptions.standard(1), Workers.of(1))
            .properties();

    private static AnnealControls controls(AnnealParameters parameters) {
        QubitProblem problem =
                new QubitProblem(new int[] {1, 4}, new double[] {0.5, 0}, new int[] {1, 4}, new double[] {1}, 0);
        return AnnealControls.of(new AnnealJob(problem, parameters, ""), PROPERTIES);
    }

    private static AnnealParameters parameters(String json) {
        AnnealParameters all = AnnealParameters.of(10);
        var values = JsonMapper.shared()
                .readValue(json.replace('\'', '"'), new TypeReference<java.util.LinkedHashMap<String, Object>>() {});
        for (var entry : values.entrySet()) {
            all = entry.getKey().equals("auto_scale")
                    ? all.withAutoScale((Boolean) entry.getValue())
                    : entry.getKey().equals("annealing_time")
                            ? all.withAnnealingTime(((Number) entry.getValue()).doubleValue())
                            : all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'programming_thermalization': -5}                | programming_thermalization is -5; expected microseconds from 0 to 10000
            {'programming_thermalization': 'x'}               | programming_thermalization is 'x'; expected microseconds from 0 to 10000
            {'readout_thermalization': -1}                    | readout_thermalization is -1; expected microseconds from 0 to 10000
            {'readout_thermalization': 10001}                 | expected microseconds from 0 to 10000
            {'reduce_intersample_correlation': 'yes'}         | reduce_intersample_correlation is 'yes'; expected true or false
            {'flux_drift_compensation': 1}                    | flux_drift_compensation is 1; expected true or false
            {'fast_anneal': 'true'}                           | fast_anneal is 'true'; expected true or false
            {'fast_anneal': true}                             | expected couplings alone
            {'reinitialize_state': true}                      | reinitialize_state is given without an initial_state
            {'max_answers': 0}                                | max_answers is 0; expected a whole number from 1 to 10
            {'max_answers': 11}                               | expected a whole number from 1 to 10
            {'max_answers': 1.5}                              | max_answers is 1.5
            {'flux_biases': [0,0,0,0,0,0,0,0]}                | flux_biases cannot be used with auto_scale
            {'flux_biases': [0], 'auto_scale': false}         | flux_biases is 1 values; expected a list of 8 finite numbers
            {'flux_biases': 3, 'auto_scale': false}           | flux_biases is 3; expected a list of 8
            {'flux_biases': [0,0,'a',0,0,0,0,0], 'auto_scale': false} | flux_biases[2] is 'a'
            {'anneal_offsets': [0,0.6,0,0,0,0,0,0]}           | anneal_offsets[1] is 0.6; expected -0.5 to 0.5, the range of that qubit
            {'anneal_offsets': [0]}                           | expected a list of 8 finite numbers
            {'h_gain_schedule': [[0,1]]}                      | expected two or more points [microseconds, gain]
            {'h_gain_schedule': [[0,1],[19,1]]}               | goes from time 0 to 19; expected 0 to 20
            {'h_gain_schedule': [[0,1],[5,5],[20,1]]}         | the gain at time 5 of h_gain_schedule is 5; expected -4 to 4
            {'h_gain_schedule': [[0,1],[5,1],[5,2],[20,1]]}   | goes from time 5 to 5; expected times that rise
            {'h_gain_schedule': 'up'}                         | h_gain_schedule is 'up'
            {'annealing_time': 5, 'anneal_schedule': [[0,0],[5,1]]} | exclude each other
            {'anneal_schedule': [[0,1],[5,1]]}                | belong together
            {'anneal_schedule': [[0,0],[5,0.5]]}              | expected time 0 and s 0 or 1 at first, s 1 at last
            {'anneal_schedule': [[0,1],[5,1]], 'initial_state': [1,1]} | initial_state is 2 values; expected a list of 8
            {'anneal_schedule': [[0,1],[5,1]], 'initial_state': [1,2,3,3,1,3,3,3]} | initial_state[1] is 2
            {'anneal_schedule': [[0,1],[5,1]], 'initial_state': [3,3,3,3,1,3,3,3]} | initial_state has no spin for qubit 1
            """)
    void refusesWhatAProcessorDoesNotTake(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controls(parameters(json)))
                .withMessageContaining(message);
    }

    @Test
    void fastAnnealsHaveNoGainAndNoState() {
        QubitProblem coupled = new QubitProblem(new int[] {1, 4}, new double[2], new int[] {1, 4}, new double[] {1}, 0);
        for (String name : List.of("h_gain_schedule", "initial_state")) {
            AnnealParameters fast =
                    AnnealParameters.of(1).withAnnealingTime(0.01).with("fast_anneal", true);
            assertThat(AnnealControls.of(new AnnealJob(coupled, fast, ""), PROPERTIES)
                            .path()
                            .duration())
                    .isEqualTo(0.01);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AnnealControls.of(new AnnealJob(coupled, fast.with(name, 1), ""), PROPERTIES))
                    .withMessageContaining(name + " cannot be used with fast_anneal");
        }
    }

    @Test
    void gainAndFieldStayInTheRangeWhereNothingScales() {
        AnnealParameters strong = AnnealParameters.of(1).withGain(new double[][] {{0, 1}, {20, 4}});
        QubitProblem field = new QubitProblem(new int[] {1}, new double[] {1.5}, new int[0], new double[0], 0);
        assertThat(AnnealControls.of(new AnnealJob(field, strong, ""), PROPERTIES)
                        .gainAt(10))
                .isEqualTo(2.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnnealControls.of(new AnnealJob(field, strong.withAutoScale(false), ""), PROPERTIES))
                .withMessageContaining("h 1.5 times the gain 4 of h_gain_schedule is out of range [-4, 4]");
    }

    @Test
    void arraysAreLists() {
        AnnealParameters arrays = AnnealParameters.of(1)
                .with("anneal_schedule", new double[][] {{0, 0}, {5, 1}})
                .with("initial_state", new int[] {3, 1});
        assertThat(arrays)
                .isEqualTo(AnnealParameters.of(1)
                        .with("anneal_schedule", List.of(List.of(0.0, 0.0), List.of(5.0, 1.0)))
                        .with("initial_state", List.of(3, 1)));
    }

    @Test
    void readsWhatQubitsInUseGet() {
        int[] states = {3, -1, 3, 3, 1, 3, 3, 3};
        AnnealControls controls = controls(AnnealParameters.of(10)
                .withSchedule(new double[][] {{0, 1}, {5, 0.5}, {10, 1}})
                .withInitialState(states, false)
                .withFluxBiases(new double[] {9, 1e-4, 9, 9, -1e-4, 9, 9, 9})
                .withOffsets(new double[] {0, 0.25, 0, 0, -0.5, 0, 0, 0})
                .with("flux_drift_compensation", false)
                .withMaxAnswers(4));
        assertThat(controls.initial()).containsExactly(-1, 1);
        assertThat(controls.isChained()).isTrue();
        assertThat(controls.fluxBiases()).containsExactly(1e-4, -1e-4);
        assertThat(controls.offsets()).containsExactly(0.25, -0.5);
        assertThat(controls.compensatesDrift()).isFalse();
        assertThat(controls.maxAnswers()).isEqualTo(4);
        assertThat(controls.path().at(2.5)).isEqualTo(0.75);
        assertThat(controls(AnnealParameters.of(7).with("anneal_offsets", Collections.nCopies(8, 0)))
                        .maxAnswers())
                .isEqualTo(7);
    }
}
