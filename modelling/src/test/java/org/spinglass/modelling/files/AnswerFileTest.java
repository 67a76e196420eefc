// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/** Answers in files, in the names of their model. */
final class AnswerFileTest {
    @TempDir
    private Path folder;

    @Test
    void severalAnswersAreRowsOfASampleSet() throws IOException {
        Model model = new Model();
        Variables x = model.integers("x", -2, 3, 3);
        model.maximise(x.sum());
        model.require("room", x.sum().atMost(4));
        model.prefer("low", x.get(0).atMost(1), 10);
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1).withAnswers(3, 2));
        Path file = folder.resolve("answers.json");
        AnswerFile.write(ModelProblem.of(model), found.answers(), Map.of("a", List.of(1, "b", true)), file);
        String json = Files.readString(file);
        StringBuilder rows = new StringBuilder();
        for (Answer answer : found.answers()) {
            rows.append(rows.isEmpty() ? "" : ",")
                    .append(answer.values().values().toString().replace(" ", ""));
        }
        assertThat(json)
                .contains("\"num_rows\":" + found.answers().size())
                .contains("\"data\":[" + rows + "]")
                .contains("\"variable_labels\":[\"x[0]\",\"x[1]\",\"x[2]\"]")
                .contains("\"energy\":{\"type\":\"array\",\"data\":[-4.0,")
                .contains("\"info\":{\"constraint_labels\":[\"room\",\"low\"],\"a\":[1,\"b\",true]}");
    }

    /** Labels of a CQM file are as dimod has them, and what was made for it here is not among them. */
    @Test
    void labelsOfACqmFileStay() throws IOException {
        ModelProblem problem;
        try (InputStream stream = AnswerFileTest.class.getResourceAsStream("stored.cqm")) {
            problem = ModelFile.problem(stream, "stored.cqm", ModelFormat.CQM);
        }
        ModelSolution found = ModelSolver.solve(problem.model(), ModelRequest.of(1));
        Path file = folder.resolve("answer.json");
        AnswerFile.write(problem, found.answers(), Map.of(), file);
        assertThat(file)
                .content()
                .contains("\"variable_labels\":[\"x\",\"s\",[\"i\",1],\"j\"]")
                .contains("\"constraint_labels\":[\"room\",\"both\",\"soft\"]");
    }

    @Test
    void linesHaveTheBestAlone() throws IOException {
        Model model = new Model();
        Variable x = model.integer("x", 0, 9);
        Variable s = model.spin("s");
        model.minimise(x.times(0.5).plus(s).plus(1e-7));
        model.require(x.atLeast(3));
        Path file = folder.resolve("answer.sol");
        AnswerFile.write(
                ModelProblem.of(model),
                ModelSolver.solve(model, ModelRequest.of(1)).answers(),
                Map.of(),
                file);
        assertThat(file).hasContent("=obj= 0.5000001\nx 3\ns -1\n");
        model.binary("two words");
        assertThatThrownBy(() -> AnswerFile.requireFits(model, file))
                .hasMessage(file + ": the name 'two words' has white space, which ends a name in a .sol file;"
                        + " expected none, or FILE.json");
        AnswerFile.requireFits(model, folder.resolve("answer.json"));
    }
}
