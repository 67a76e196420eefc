// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.dwave.DwaveClient;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.dwave.SolverFilter;
import org.spinglass.quantum.dwave.SolverInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spinglass qpu solvers}. */
@Command(
        name = "solvers",
        description = {
            "Lists the solvers of D-Wave's service that an API token gives access to.",
            "The token comes from the environment variable DWAVE_API_TOKEN or from dwave.conf, as do options that are"
                    + " not given.",
            "",
        })
final class QpuSolversCommand extends WorkCommand {
    private static final String ALL = "{\"online__available\": true}";

    private final Environment environment;

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration file in place of the usual ones.")
    private @Nullable String config;

    @Option(names = "--profile", paramLabel = "NAME", description = "A section of the configuration.")
    private @Nullable String profile;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Where the service is.")
    private @Nullable String endpoint;

    @Option(names = "--region", paramLabel = "R", description = "Its region, such as eu-central-1.")
    private @Nullable String region;

    @Option(
            names = "--solver",
            paramLabel = "FILTER",
            description =
                    "A name, or features as JSON, such as '{\"num_active_qubits__gt\": 5000}'; '{}' for all that are"
                            + " online. Default: what the configuration asks for, or else all solvers, also those that are"
                            + " offline.")
    private @Nullable String solver;

    @Option(names = "--properties", description = "Tell also what each solver says of itself, and its parameters.")
    private boolean properties;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    QpuSolversCommand(Terminal terminal, Environment environment) {
        super(terminal);
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("config_file", config);
        given.put("profile", profile);
        given.put("endpoint", endpoint);
        given.put("region", region);
        @Nullable SolverFilter filter = solver == null ? null : SolverFilter.parse(solver);
        try (DwaveClient client = DwaveClient.open(DwaveConfig.load(given, environment), environment)) {
            List<SolverInfo> solvers = filter == null && client.choosesSolver()
                    ? client.solvers()
                    : client.solvers(filter == null ? SolverFilter.parse(ALL) : filter);
            if (json) {
                terminal.out().println(SolverInfo.toJson(client.address(), solvers, properties));
            } else if (solvers.isEmpty()) {
                terminal.out().println(client.address() + " has no such solver");
            } else {
                table(solvers).forEach(terminal.out()::println);
            }
            if (properties && !json) {
                solvers.forEach(this::describe);
            }
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private void describe(SolverInfo one) {
        Map<String, String> described = one.described();
        int width = described.keySet().stream().mapToInt(String::length).max().orElse(0);
        terminal.out().println();
        terminal.out().println(one.identity());
        described.forEach((name, text) -> terminal.out()
                .println(String.format(Locale.ROOT, "  %-" + width + "s  %s", name, text)
                        .stripTrailing()));
    }

    private static List<String> table(List<SolverInfo> solvers) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"name", "topology", "qubits", "couplers", "status", "load"});
        for (SolverInfo solver : solvers) {
            boolean hasQubits = solver.qubits() > 0;
            rows.add(new String[] {
                solver.name(),
                solver.topology().isEmpty() ? solver.category() : solver.topology(),
                hasQubits ? Integer.toString(solver.qubits()) : "",
                hasQubits ? Integer.toString(solver.couplers()) : "",
                solver.isOnline() ? "online" : "offline",
                String.format(Locale.ROOT, "%.0f %%", 100 * solver.load())
            });
        }
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.max(widths[k], row[k].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Texts on the left of their columns, numbers on the right. */
    private static String line(String[] row, int[] widths) {
        return String.format(
                        "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s  %" + widths[3] + "s  %-"
                                + widths[4] + "s  %" + widths[5] + "s",
                        (Object[]) row)
                .stripTrailing();
    }
}
