// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spinglass.lab.reproduce.Curve;
import org.spinglass.lab.reproduce.Experiment;
import org.spinglass.lab.reproduce.Experiments;
import org.spinglass.lab.settings.LabException;

/** The experiments that were asked for, with those of their curves that are to be run. */
final class ReproductionChoice {
    private static final String ALL = "all";

    private final CurveChoice choice;
    private final Map<String, Experiment> originals = new LinkedHashMap<>();
    private final Map<String, Experiment> chosen = new LinkedHashMap<>();
    /** Files of experiments of the user's own, by their figures. */
    private final Map<String, String> files = new LinkedHashMap<>();
    /** Figures by the samplers of their curves that are not run, as nobody asked for them. */
    private final Map<String, Set<String>> leftOut = new TreeMap<>();

    private ReproductionChoice(CurveChoice choice) {
        this.choice = choice;
    }

    /**
     * The experiments of figures, of {@code all} of them, or of files, with the curves of a choice. Of {@code all}, those that
     * have no such curve are left out.
     *
     * @throws UsageException when there is no such figure or curve, when a file is damaged, or a figure is asked for twice
     */
    static ReproductionChoice of(List<String> written, CurveChoice choice) {
        ReproductionChoice made = new ReproductionChoice(choice);
        Set<String> named = new LinkedHashSet<>(written);
        Set<String> names = new LinkedHashSet<>();
        for (String name : named) {
            names.addAll(name.equals(ALL) ? Experiments.figures() : List.of(name));
        }
        for (String name : names) {
            made.add(name, named.contains(name));
        }
        if (made.chosen.isEmpty()) {
            throw new UsageException("no figure has a curve%s; there are %s"
                    .formatted(choice.words(), choice.whatThereIs(curves(made.originals.values()))));
        }
        made.originals.keySet().retainAll(made.chosen.keySet());
        return made;
    }

    private static List<Curve> curves(Collection<Experiment> experiments) {
        return experiments.stream()
                .flatMap(experiment -> experiment.curves().stream())
                .toList();
    }

    private void add(String name, boolean isNamed) {
        boolean isFile = name.endsWith(".yaml") || name.endsWith(".yml");
        Experiment experiment = isFile ? read(name) : figure(name);
        String figure = experiment.figure();
        if (originals.putIfAbsent(figure, experiment) != null) {
            throw new UsageException(
                    "figure %s is asked for twice, the second time by %s; expected each once".formatted(figure, name));
        }
        List<Curve> curves = new ArrayList<>();
        for (Curve curve : experiment.curves()) {
            if (isFile ? choice.matches(curve) : choice.hasOwn(curve)) {
                curves.add(curve);
            } else if (choice.matches(curve)) {
                leftOut.computeIfAbsent(String.valueOf(curve.sampler()), sampler -> new LinkedHashSet<>())
                        .add(figure);
            }
        }
        if (!curves.isEmpty()) {
            chosen.put(figure, experiment.withCurves(curves));
        } else if (isNamed && experiment.curves().stream().noneMatch(choice::matches)) {
            throw new UsageException("figure %s has no curve%s; it has %s"
                    .formatted(figure, choice.words(), choice.whatThereIs(experiment.curves())));
        } else if (isNamed) {
            throw new UsageException("the curves of figure %s take long and are run on request: --samplers %s"
                    .formatted(
                            figure,
                            experiment.curves().stream()
                                    .filter(choice::matches)
                                    .map(curve -> String.valueOf(curve.sampler()))
                                    .distinct()
                                    .collect(Collectors.joining(","))));
        }
        if (isFile) {
            files.put(figure, name);
        }
    }

    private static Experiment read(String file) {
        try {
            return Experiments.read(OptionValues.path("FIGURE", file));
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static Experiment figure(String name) {
        if (!Experiments.figures().contains(name)) {
            List<String> known = new ArrayList<>(Experiments.figures());
            known.add(ALL);
            throw new UsageException("there is no figure '%s'; %s".formatted(name, NearestMatch.choices(name, known)));
        }
        return Experiments.figure(name);
    }

    /** The experiments as they are in their files, with all their curves, by their figures. */
    Map<String, Experiment> originals() {
        return originals;
    }

    /** The experiments with those curves that are to be run. */
    List<Experiment> experiments() {
        return List.copyOf(chosen.values());
    }

    /** The file of an experiment of the user's own; empty for one that comes with the program. */
    Optional<String> fileOf(Experiment experiment) {
        return Optional.ofNullable(files.get(experiment.figure()));
    }

    /** A line on the curves that were not asked for and take long; empty where there are none. */
    Optional<String> leftOut() {
        if (leftOut.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        leftOut.forEach((sampler, figures) -> parts.add("by sampler %s of figure%s %s"
                .formatted(sampler, figures.size() == 1 ? "" : "s", String.join(", ", figures))));
        return Optional.of("left out, as they take long, the curves %s; --samplers %s asks for them"
                .formatted(String.join("; ", parts), String.join(",", leftOut.keySet())));
    }
}
