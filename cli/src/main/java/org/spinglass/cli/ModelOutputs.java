// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.files.AnswerFile;
import org.spinglass.modelling.files.ModelProblem;
import org.spinglass.web.RunReport;
import org.spinglass.web.SolvedModel;

/**
 * The files that {@code solve} is to write of a model of named variables and rules; null of those that it is not.
 *
 * @param out the answer
 * @param page how it was found
 * @param drawing the chains of a quantum annealer
 */
record ModelOutputs(
        @Nullable Path out, @Nullable Path page, @Nullable Path drawing) {

    /**
     * As they were asked for.
     *
     * @param file the model's, which is not to be written over
     */
    static ModelOutputs of(SolveOutputs asked, String file) {
        return new ModelOutputs(asked.out(file), asked.report(file), asked.draw(file));
    }

    /** Whether something shows chains. */
    boolean hasPictures() {
        return page != null || drawing != null;
    }

    /** Refuses a file that cannot have the names of the model. */
    void requireFits(ModelProblem problem) {
        if (out != null) {
            try {
                AnswerFile.requireFits(problem.model(), out);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage(), e);
            }
        }
    }

    /**
     * Writes all of them and says which.
     *
     * @param drawn the chains; null without any
     */
    List<Path> write(SolvedModel solved, @Nullable ChainDrawing drawn, Terminal terminal) {
        boolean hasAnswer = out != null && write(solved, out, terminal);
        if (page != null) {
            RunReport.write(solved.html(), page);
        }
        ChainDrawing.write(drawn, drawing, terminal);
        return Stream.of(hasAnswer ? out : null, page, drawn == null ? null : drawing)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Lines of names and values do not tell that rules are broken, so that such an answer is not written as these. */
    private static boolean write(SolvedModel solved, Path out, Terminal terminal) {
        ModelSolution solution = solved.solution();
        if (AnswerFile.isPlain(out) && !solution.isFeasible()) {
            terminal.error("note: " + out + " was not written, as no answer was found that breaks no rule");
            return false;
        }
        try {
            AnswerFile.write(solved.problem(), solution.answers(), info(solved), out);
            return true;
        } catch (IOException e) {
            throw new WorkException(out + ": cannot be written: " + RecordFile.reason(e), e);
        }
    }

    private static Map<String, Object> info(SolvedModel solved) {
        ModelSolution solution = solved.solution();
        Answer best = solution.best();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("sense", solved.problem().model().isMaximised() ? "maximise" : "minimise");
        info.put("objective", best.objective());
        info.put("cost", best.cost());
        solution.bound().ifPresent(bound -> info.put("bound", bound));
        info.put("meaning", solved.problem().words().apply(best));
        info.put("ended", solution.ended().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        info.put("seed", solved.seed());
        info.put("seconds", solution.seconds());
        info.put("spins", solution.spins());
        info.put("notes", solution.notes());
        return info;
    }
}
