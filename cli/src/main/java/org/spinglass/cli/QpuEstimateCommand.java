// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.ReadOptions;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.lab.samplers.AccessEstimate;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.quantum.QuantumAccount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass qpu estimate}. */
@Command(
        name = "estimate",
        description = {
            "Tells how much access time of a quantum annealer a problem would take, before anything is sent to it.",
            "The problem is embedded and divided as 'solve' would do it, and every call of the processor is counted.",
            "",
        })
final class QpuEstimateCommand extends WorkCommand {
    private static final double SECONDS = 60;
    private static final double MOST_MINUTES = 1e6;

    @Parameters(paramLabel = "FILE", description = "A problem as 'solve' reads it.")
    private String file = "";

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "Whose processor: emulator, the default, whose timing is that of an Advantage processor, or"
                    + " dwave, by the timing that a solver of D-Wave's states.")
    private String sampler = SamplerKind.EMULATOR.text();

    @Mixin
    private QpuOption quantum = new QpuOption();

    @Option(
            names = "--plan",
            paramLabel = "MINUTES",
            description = "Minutes of access time of a plan, to tell which part of it this is. Default: 1.")
    private @Nullable String minutes;

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random number. Default: 0.")
    private @Nullable String seed;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    QpuEstimateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    List<String> footer() {
        List<String> lines = new ArrayList<>(List.of("", "Settings (--qpu NAME=VALUE):"));
        lines.addAll(SettingHelp.of(Objects.requireNonNull(SamplerKind.EMULATOR.settings())));
        return lines;
    }

    @Override
    public Integer call() {
        long number = Objects.requireNonNullElse(OptionValues.wholeNumber("--seed", seed), 0L);
        OptionalDouble given = OptionValues.number("--plan", minutes);
        double plan = given.orElse(1);
        if (!(plan > 0 && plan <= MOST_MINUTES)) {
            throw new UsageException("--plan is '" + minutes + "'; expected minutes above 0, to 1000000");
        }
        List<String> names = SamplerKind.names(SamplerKind.quantum());
        SamplerKind kind = SamplerKind.ofTraining(OptionValues.oneOf("--sampler", sampler, names, List.of()));
        PlainIsing model = PlainIsing.of(
                ProblemInput.read(file, null, ReadOptions.standard().withNotes(terminal::error))
                        .model(),
                0);
        AccessEstimate estimate;
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            estimate = AccessEstimate.of(
                    kind,
                    GivenSettings.ofTexts(quantum.values()),
                    model,
                    number,
                    progress -> !interrupts.isRequested());
            if (interrupts.isRequested()) {
                return interrupts.exitCode();
            }
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
        (json ? List.of(json(estimate, plan)) : lines(estimate, plan)).forEach(terminal.out()::println);
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static List<String> lines(AccessEstimate estimate, double plan) {
        QuantumAccount.Totals totals = estimate.totals();
        double seconds = estimate.planSeconds();
        return List.of(
                "solver     " + estimate.solver(),
                String.format(
                        Locale.ROOT,
                        "calls      %,d with %,d problems, %,d reads",
                        totals.calls(),
                        totals.problems(),
                        totals.reads()),
                String.format(
                        Locale.ROOT,
                        "chains     %.1f qubits on average, %d at most",
                        totals.meanChain(),
                        totals.longestChain()),
                String.format(Locale.ROOT, "access     %.6f s, estimated", totals.accessSeconds()),
                String.format(
                        Locale.ROOT,
                        "plan       %.4f %% of %s min; it is enough for %,d such runs",
                        100 * seconds / (SECONDS * plan),
                        plan == Math.rint(plan) ? Long.toString((long) plan) : Double.toString(plan),
                        (long) (SECONDS * plan / seconds)));
    }

    private static String json(AccessEstimate estimate, double plan) {
        QuantumAccount.Totals totals = estimate.totals();
        return String.format(
                Locale.ROOT,
                "{\"solver\":\"%s\",\"calls\":%d,\"problems\":%d,\"reads\":%d,\"meanChain\":%s,\"longestChain\":%d,"
                        + "\"accessSeconds\":%s,\"planSeconds\":%s,\"planMinutes\":%s}",
                estimate.solver(),
                totals.calls(),
                totals.problems(),
                totals.reads(),
                totals.meanChain(),
                totals.longestChain(),
                totals.accessSeconds(),
                estimate.planSeconds(),
                plan);
    }
}
