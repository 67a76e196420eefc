// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.compute.files.AtomicFile;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;

/**
 * Writes answers to a model in its own names. By the extension of the file:
 *
 * <ul>
 *   <li>{@code .sol}: the best alone, as solution files of MIPLIB have it, which SCIP reads: {@code =obj=} and the
 *       objective, then a name and a value a line.
 *   <li>else JSON that dimod's {@code SampleSet.from_serializable} reads: values by the names of variables (labels of
 *       a CQM file as they are there), what is minimised as energy, which rules hold, and what belongs to all answers.
 * </ul>
 *
 * Files are written aside and moved into place.
 */
public final class AnswerFile {
    private AnswerFile() {}

    /**
     * Writes answers.
     *
     * @param answers the best first, at least one
     * @param info what belongs to all of them: texts, numbers, truth values, lists, and maps by texts; told in JSON
     * @throws IllegalArgumentException when a name has white space, which a {@code .sol} file cannot say, naming it
     */
    public static void write(ModelProblem problem, List<Answer> answers, Map<String, ?> info, Path file)
            throws IOException {
        if (isPlain(file)) {
            requireFits(problem.model(), file);
            AtomicFile.write(file, stream -> write(answers.getFirst(), stream));
        } else {
            CqmFile cqm = problem.cqm();
            AnswerColumns columns = cqm == null ? AnswerColumns.of(problem.model()) : cqm.columns();
            AtomicFile.write(file, stream -> new SampleSetWriter(columns, answers).write(info, stream));
        }
    }

    /** Whether a file of this name is plain lines. */
    public static boolean isPlain(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".sol");
    }

    /**
     * Asks beforehand whether a file can have the names of a model.
     *
     * @throws IllegalArgumentException when one has white space, which a {@code .sol} file cannot say, naming it
     */
    public static void requireFits(Model model, Path file) {
        for (Variable variable : isPlain(file) ? model.variables() : List.<Variable>of()) {
            if (variable.name().chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(file + ": the name '" + variable.name()
                        + "' has white space, which ends a name in a .sol file; expected none, or FILE.json");
            }
        }
    }

    private static void write(Answer best, OutputStream stream) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        writer.write("=obj= " + number(best.objective()) + "\n");
        for (Map.Entry<String, Integer> one : best.values().entrySet()) {
            writer.write(one.getKey() + " " + one.getValue() + "\n");
        }
        writer.flush();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
