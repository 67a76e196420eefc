// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ComparisonTest {
    @TempDir
    private Path temp;

    private JsonNode compared(Path... runs) {
        return RunReportTest.content(RunReport.html(List.of(runs))).get("comparison");
    }

    private static List<String> differing(JsonNode comparison) {
        List<String> names = new ArrayList<>();
        for (JsonNode setting : comparison.get("settings")) {
            if (setting.get("differs").booleanValue()) {
                names.add(setting.get("name").asString());
            }
        }
        return names;
    }

    @Test
    void runsThatDifferInTheSeedAloneAreAGroup() {
        Path first = RunFixture.write(temp.resolve("a"), 1, 8, 0.90);
        Path second = RunFixture.write(temp.resolve("b"), 1, 4, 0.80);
        Path third = RunFixture.write(temp.resolve("c"), 2, 8, 0.94);
        JsonNode comparison = compared(first, second, third);
        assertThat(differing(comparison)).containsExactly("bits", "seed");
        JsonNode groups = comparison.get("groups");
        assertThat(groups).hasSize(2);
        assertThat(groups.at("/0/name").asString()).isEqualTo("bits 8");
        assertThat(groups.at("/0/runs").toString()).isEqualTo("[0,2]");
        assertThat(groups.at("/0/finals/validationAccuracy/mean").doubleValue()).isEqualTo(0.92, within(1e-12));
        assertThat(groups.at("/0/finals/validationAccuracy/sd").doubleValue())
                .isEqualTo(0.02 * Math.sqrt(2), within(1e-12));
        assertThat(groups.at("/0/curves/validationAccuracy/mean/2").doubleValue())
                .isEqualTo(0.92, within(1e-12));
        assertThat(groups.at("/0/curves/trainLoss/sd/0").doubleValue()).isZero();
        assertThat(groups.at("/1/runs").toString()).isEqualTo("[1]");
        assertThat(groups.at("/1/finals/validationAccuracy/sd").isNull()).isTrue();
        assertThat(groups.at("/1/finals").has("testAccuracy")).isFalse();
    }

    @Test
    void aGroupsMeanEndsWhereItsFirstRunEnds() {
        Path first = RunFixture.write(temp.resolve("a"), 1, 8, 0.90);
        Path second = RunFixture.write(temp.resolve("b"), 2, 8, 0.80);
        RunFixture.file(second, "metrics.csv", "epoch,validationAccuracy\n1,0.7\n2,\n");
        JsonNode curve = compared(first, second).at("/groups/0/curves/validationAccuracy");
        assertThat(curve.get("epoch").toString()).isEqualTo("[1.0]");
        assertThat(curve.at("/mean/0").doubleValue()).isEqualTo((0.6455 + 0.7) / 2, within(1e-12));
    }

    @Test
    void anotherArchitectureOfTheSameNameIsAnotherGroup() {
        Path first = RunFixture.write(temp.resolve("a"), 1, 8, 0.90);
        Path second = RunFixture.write(temp.resolve("b"), 2, 8, 0.80);
        RunFixture.file(second, "network.yaml", "name: \"lenet\"\nlayers:\n  - flatten\n");
        JsonNode comparison = compared(first, second);
        assertThat(differing(comparison)).contains("architecture");
        assertThat(comparison.get("groups")).hasSize(2);
    }
}
