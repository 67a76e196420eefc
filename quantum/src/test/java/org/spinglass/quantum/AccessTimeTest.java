// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AccessTimeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void agreesWithTheEstimatesOfTheOfficialClient() {
        JsonNode all = Golden.dwave("qpu_access_time.json");
        int checked = 0;
        for (JsonNode vector : all.get("cases")) {
            JsonNode given = vector.get("params");
            AnnealParameters parameters =
                    AnnealParameters.of(given.path("num_reads").asInt(1));
            for (Map.Entry<String, JsonNode> entry : given.properties()) {
                switch (entry.getKey()) {
                    case "num_reads", "num_qubits" -> {}
                    case "annealing_time" ->
                        parameters =
                                parameters.withAnnealingTime(entry.getValue().asDouble());
                    default ->
                        parameters = parameters.with(entry.getKey(), JSON.treeToValue(entry.getValue(), Object.class));
                }
            }
            Map<?, ?> data = JSON.treeToValue(
                    all.get("timing_data").get(vector.get("timing_data").asString()), Map.class);
            double expected = vector.get("access_time_us").asDouble();
            int qubits = given.get("num_qubits").asInt();
            assertThat(AccessTime.of(data, parameters, qubits).total())
                    .as(vector.toString())
                    .isCloseTo(expected, within(1e-9 * expected));
            checked++;
        }
        assertThat(checked).isEqualTo(14);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessTime.of(Map.of(), AnnealParameters.of(1), 1))
                .withMessageContaining("default_annealing_time");
    }
}
