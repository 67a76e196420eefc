// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.samplers.EmulatedChip;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.LabException;
import org.spinglass.qpuserver.ConstrainedSolver;
import org.spinglass.qpuserver.HybridSolver;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;

/** The solvers that {@code qpu emulate} serves, open. */
final class ServedSolvers implements AutoCloseable {
    private static final String HYBRID = "hybrid";
    private static final String CONSTRAINED = "constrained";
    private static final String NAME = "name";

    private final List<Processor> processors = new ArrayList<>();
    private final List<HybridSolver> hybrids = new ArrayList<>();
    private final List<ConstrainedSolver> constrained = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();
    private final Workers workers;
    private final Workers searchers;

    private ServedSolvers(int threads) {
        this.workers = Workers.of(threads);
        this.searchers = Workers.of(threads);
    }

    /**
     * Opens them.
     *
     * @param chip settings of the chip where no solver is asked for
     * @param asked texts of {@code --solver}; null for a chip and both hybrid solvers
     * @throws UsageException when a text is not understood, or two solvers have the same name
     */
    static ServedSolvers open(Map<String, String> chip, @Nullable List<String> asked, long seed, int threads) {
        if (asked != null && !chip.isEmpty()) {
            throw new UsageException("--qpu and --solver are both given; expected the chip's settings in --solver");
        }
        ServedSolvers all = new ServedSolvers(threads);
        boolean isOpen = false;
        try {
            if (asked == null) {
                all.addChip("--qpu", chip, seed);
                all.addHybrid(HybridSolver.USUAL_NAME, seed);
                all.addConstrained(ConstrainedSolver.USUAL_NAME, seed);
            } else {
                for (int k = 0; k < asked.size(); k++) {
                    all.add(asked.get(k), seed + k);
                }
            }
            all.requireNames();
            isOpen = true;
            return all;
        } finally {
            if (!isOpen) {
                all.close();
            }
        }
    }

    private void add(String text, long seed) {
        List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*")));
        String kind = parts.getFirst();
        boolean isHybrid = kind.equals(HYBRID) || kind.equals(CONSTRAINED);
        if (isHybrid) {
            parts.removeFirst();
        }
        Map<String, String> settings = SettingOption.values("--solver", parts, "size=6");
        if (!isHybrid) {
            addChip("--solver " + text, settings, seed);
            return;
        }
        String name = settings.remove(NAME);
        if (!settings.isEmpty()) {
            throw new UsageException("--solver is '" + text + "': a " + kind + " solver has no '"
                    + settings.keySet().iterator().next() + "'; expected name");
        }
        if (kind.equals(HYBRID)) {
            addHybrid(name == null ? HybridSolver.USUAL_NAME : name, seed);
        } else {
            addConstrained(name == null ? ConstrainedSolver.USUAL_NAME : name, seed);
        }
    }

    private void addHybrid(String name, long seed) {
        try {
            hybrids.add(new HybridSolver(name, searchers, seed));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--solver: " + e.getMessage(), e);
        }
        lines.add(name + ", binary quadratic models of any couplings, on " + crew());
    }

    private void addConstrained(String name, long seed) {
        try {
            constrained.add(new ConstrainedSolver(name, new ConstrainedModels(searchers), seed));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--solver: " + e.getMessage(), e);
        }
        lines.add(name + ", constrained quadratic models of whole variables, on " + crew());
    }

    private String crew() {
        return searchers.threads() + (searchers.threads() == 1 ? " thread" : " threads");
    }

    private void addChip(String option, Map<String, String> given, long seed) {
        Map<String, String> settings = new LinkedHashMap<>(given);
        String name = settings.remove(NAME);
        try {
            EmulatedChip chip = EmulatedChip.of(GivenSettings.ofTexts(settings));
            Processor processor = chip.processor(seed, workers);
            sheets.add(chip.dataSheet());
            Processor named = name == null ? processor : new NamedProcessor(name, processor);
            processors.add(named);
            lines.add(line(named.properties()));
        } catch (LabException e) {
            throw new UsageException(option.equals("--qpu") ? e.getMessage() : option + ": " + e.getMessage(), e);
        }
    }

    private static String line(ProcessorProperties chip) {
        return String.format(
                Locale.ROOT,
                "%s, %d of %d qubits, %d couplers",
                chip.name(),
                chip.graph().qubits().length,
                chip.topology().graph().qubits().length,
                chip.graph().couplers().length / 2);
    }

    private void requireNames() {
        List<String> names = new ArrayList<>();
        processors.forEach(processor -> names.add(processor.properties().name()));
        hybrids.forEach(hybrid -> names.add(hybrid.name()));
        constrained.forEach(solver -> names.add(solver.name()));
        for (int k = 0; k < names.size(); k++) {
            if (names.indexOf(names.get(k)) < k) {
                throw new UsageException("--solver: two solvers are called " + names.get(k)
                        + "; expected different names, such as name=A in one of them");
            }
        }
    }

    List<Processor> processors() {
        return processors;
    }

    List<HybridSolver> hybrids() {
        return hybrids;
    }

    List<ConstrainedSolver> constrained() {
        return constrained;
    }

    /**
     * A(s) and B(s) of the chip.
     *
     * @throws UsageException when there is not one chip
     */
    String dataSheet() {
        if (sheets.size() != 1) {
            throw new UsageException("--data-sheet is of one chip, and " + sheets.size()
                    + " are served; expected one chip among --solver");
        }
        return sheets.getFirst();
    }

    /** What each is, in a line. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        processors.forEach(Processor::close);
        searchers.close();
        workers.close();
    }
}
