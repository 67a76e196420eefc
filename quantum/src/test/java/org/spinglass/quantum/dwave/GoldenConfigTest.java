// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.quantum.Golden;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Configuration and choice of a solver against what D-Wave's client makes of the same files and solvers. */
class GoldenConfigTest {
    private final JsonNode golden = Golden.dwave("config_and_filters.json");

    @TempDir
    private Path temp;

    @Test
    void optionsComeFromTheSamePlaces() throws IOException {
        int checked = 0;
        for (JsonNode vector : golden.get("load_config")) {
            Map<String, String> variables = texts(vector.get("env"));
            Map<String, String> given = texts(vector.get("kwargs"));
            Path home = Files.createDirectory(temp.resolve("case" + checked));
            if (vector.get("files").isArray()) {
                StringBuilder sites = new StringBuilder();
                for (JsonNode text : vector.get("files")) {
                    Path site = home.resolve("site" + sites.length());
                    Files.createDirectories(site.resolve("dwave"));
                    Files.writeString(site.resolve("dwave/dwave.conf"), text.stringValue());
                    sites.append(sites.isEmpty() ? "" : ":").append(site);
                }
                variables.put("XDG_CONFIG_DIRS", sites.toString());
            } else {
                given.put("config_file", "false");
            }
            Environment environment = new Environment(variables, "Linux", home, home);
            String name = vector.get("name").stringValue();
            if (vector.has("error")) {
                assertThatThrownBy(() -> DwaveConfig.load(given, environment))
                        .as(name)
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("Config profile 'nope' not found");
            } else {
                DwaveConfig config = DwaveConfig.load(given, environment);
                Map<String, String> found = new LinkedHashMap<>();
                config.names()
                        .forEach(option ->
                                found.put(option, config.option(option).orElseThrow()));
                assertThat(found).as(name).isEqualTo(texts(vector.get("ok")));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(17);
    }

    @Test
    void filesAreLookedForInTheSameFolders() {
        JsonNode paths = golden.get("config_paths_linux");
        Path folder = Path.of(".");
        assertThat(new Environment(Map.of(), "Linux", Path.of("/home/u"), folder).configFiles())
                .map(Path::toString)
                .isEqualTo(list(paths.get("plain")));
        Map<String, String> xdg = Map.of("XDG_CONFIG_DIRS", "/a:/b", "XDG_CONFIG_HOME", "/x/cfg");
        assertThat(new Environment(xdg, "Linux", Path.of("/home/u"), folder).configFiles())
                .map(Path::toString)
                .isEqualTo(list(paths.get("xdg")));
    }

    @Test
    void solverTextsMeanTheSame() {
        int checked = 0;
        for (JsonNode vector : golden.get("solver_definitions")) {
            JsonNode solver = vector.get("solver");
            if (solver.isString()) {
                assertThat(SolverText.wishes(solver.stringValue()))
                        .as(solver.stringValue())
                        .isEqualTo(vector.get("parsed"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(7);
    }

    @Test
    void filtersSelectTheSameSolversInTheSameOrder() {
        List<SolverInfo> solvers = new ArrayList<>();
        golden.get("filter_solvers").forEach(solver -> solvers.add(new SolverInfo(solver)));
        int checked = 0;
        for (JsonNode vector : golden.get("filters")) {
            SolverFilter filter = SolverFilter.of((ObjectNode) vector.get("filters"));
            List<String> names =
                    filter.select(solvers).stream().map(SolverInfo::name).toList();
            if (vector.get("result").isArray()) {
                assertThat(names).as(vector.toString()).isEqualTo(list(vector.get("result")));
            } else {
                assertThat(names).as("D-Wave's client stumbles over this one").containsExactly("Adv_A");
            }
            checked++;
        }
        assertThat(checked).isEqualTo(37);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? "" : entry.getValue().stringValue()));
        return texts;
    }

    private static List<String> list(JsonNode texts) {
        return List.of(JsonMapper.shared().treeToValue(texts, String[].class));
    }
}
