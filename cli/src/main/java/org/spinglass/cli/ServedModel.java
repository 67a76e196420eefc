// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.spinglass.lab.samplers.ConstrainedPlan;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.files.ModelFile;
import org.spinglass.quantum.dwave.ConstrainedAnswer;
import org.spinglass.quantum.dwave.DwaveConstrained;
import org.spinglass.quantum.dwave.HybridJob;

/** A model that is solved whole by a service's solver of constrained models. */
final class ServedModel {
    private final Model model;
    private final long began = System.nanoTime();

    ServedModel(Model model) {
        this.model = model;
    }

    /**
     * Has it solved.
     *
     * @param goesOn asked again and again; after a no the problem is cancelled
     * @throws IllegalArgumentException when a CQM file cannot say the model, or an answer does not fit it
     * @throws org.spinglass.quantum.ProcessorException when the service refuses or fails
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    ModelSolution solve(ConstrainedPlan plan, long seed, BooleanSupplier goesOn) {
        HybridJob job = new HybridJob(plan.timeLimit(), plan.label(), OptionalLong.of(seed));
        Path file = null;
        try (DwaveConstrained solver = plan.openConstrained()) {
            file = Files.createTempFile("spinglass-model", ".cqm");
            ModelFile.write(model, file);
            ConstrainedAnswer answer = solver.solve(file, job, goesOn);
            return solution(solver.name(), answer);
        } catch (IOException e) {
            throw new WorkException("a model cannot be written to a temporary file: " + e.getMessage(), e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(ServedModel.class.getName())
                    .log(System.Logger.Level.WARNING, file + " cannot be deleted: " + e.getMessage());
        }
    }

    private ModelSolution solution(String solver, ConstrainedAnswer answer) {
        double sign = model.isMaximised() ? -1 : 1;
        List<Answer> answers = new ArrayList<>();
        answer.values().forEach(values -> answers.add(answer(values)));
        answers.sort(Comparator.comparing((Answer one) -> !one.isFeasible()).thenComparing(one -> sign * one.cost()));
        double seconds = answer.timing().getOrDefault("run_time", 0.0) * 1e-6;
        return new ModelSolution(
                answers,
                ModelSolution.End.DONE,
                OptionalDouble.empty(),
                List.of(),
                0,
                List.of(),
                List.of(String.format(Locale.ROOT, "%s ran for %.3f s on problem %s", solver, seconds, answer.id())),
                (System.nanoTime() - began) * 1e-9);
    }

    private Answer answer(Map<String, Double> values) {
        Map<Variable, Integer> whole = new HashMap<>();
        for (Variable variable : model.variables()) {
            Double value = values.get(variable.name());
            if (value == null || value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "the service's answer has " + variable.name() + " = " + value + "; expected a whole number");
            }
            whole.put(variable, value.intValue());
        }
        return Answer.of(model, whole);
    }
}
