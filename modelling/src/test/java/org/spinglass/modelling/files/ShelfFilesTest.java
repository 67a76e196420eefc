// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;

/** The files of travelling salesmen, assignments, colourings and covers. */
final class ShelfFilesTest {
    private static ModelProblem read(String text, ModelFormat format) throws IOException {
        return ModelFile.problem(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "m", format);
    }

    private static ModelSolution solved(ModelProblem problem) {
        return ModelSolver.solve(problem.model(), ModelRequest.of(1));
    }

    /** A hexagon of side 10, its corners in disorder. */
    private static final String HEXAGON = """
            NAME: hexagon
            TYPE: TSP
            DIMENSION: 6
            EDGE_WEIGHT_TYPE: EUC_2D
            NODE_COORD_SECTION
            1 10 0
            3 5 8.660254
            5 -5 8.660254
            2 -10 0
            4 -5 -8.660254
            6 5 -8.660254
            EOF
            """;

    @Test
    void aTourGoesRoundTheHexagon() throws IOException {
        ModelProblem problem = read(HEXAGON, ModelFormat.TSP);
        Answer best = solved(problem).best();
        assertThat(best.objective()).isEqualTo(60);
        Map<String, String> words = problem.words().apply(best);
        assertThat(words).containsEntry("length", "60");
        assertThat(words.get("tour")).isIn("1 3 5 2 4 6", "1 6 4 2 5 3");
    }

    /**
     * Of TSPLIB's own documentation: GEO is that of ulysses16, whose cities 1 and 2 are 509 apart; ATT that of att48,
     * whose cities 1 and 2 are 1495 apart.
     */
    @ParameterizedTest
    @CsvSource({
        "GEO, 38.24 20.42, 39.57 26.15, 509",
        "ATT, 6734 1453, 2233 10, 1495",
        "EUC_2D, 0 0, 3 3.2, 4",
        "CEIL_2D, 0 0, 3 3.2, 5",
    })
    void distancesAreRoundedAsTheLibraryHasThem(String kind, String first, String second, int expected)
            throws IOException {
        String text = HEXAGON.replace("EUC_2D", kind)
                .replace("DIMENSION: 6", "DIMENSION: 3")
                .replaceAll("(?s)\\n1 10 0.*EOF", "\n1 " + first + "\n2 " + second + "\n3 0 0\nEOF");
        ModelProblem problem = read(text, ModelFormat.TSP);
        assertThat(problem.model().objective().terms().stream()
                        .filter(term -> term.factors().size() == 2)
                        .filter(term -> term.factors().stream()
                                .allMatch(factor -> factor.value().getAsInt() <= 2))
                        .mapToDouble(org.spinglass.modelling.Term::coefficient))
                .isNotEmpty()
                .allMatch(value -> value == expected);
    }

    @ParameterizedTest
    @CsvSource({
        "FULL_MATRIX, 0 1 9 2 1 0 3 9 9 3 0 4 2 9 4 0",
        "UPPER_ROW, 1 9 2 3 9 4",
        "LOWER_ROW, 1 9 3 2 9 4",
        "UPPER_DIAG_ROW, 0 1 9 2 0 3 9 0 4 0",
        "LOWER_DIAG_ROW, 0 1 0 9 3 0 2 9 4 0",
    })
    void matricesAreReadInEveryLayout(String layout, String numbers) throws IOException {
        ModelProblem problem = read(
                "TYPE: TSP\nDIMENSION: 4\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: " + layout
                        + "\nEDGE_WEIGHT_SECTION\n" + numbers.replaceFirst(" ", "\n") + "\nEOF\n",
                ModelFormat.TSP);
        Answer best = solved(problem).best();
        assertThat(best.objective()).isEqualTo(1 + 3 + 4 + 2);
    }

    @Test
    void anAssignmentIsThatOfTheLibrary() throws IOException {
        ModelProblem problem = read("""
                4

                0 3 0 2
                3 0 0 1
                0 0 0 4
                2 1 4 0

                0 22 53 53
                22 0 40 62
                53 40 0 55
                53 62 55 0
                """, ModelFormat.QAP);
        ModelSolution found = solved(problem);
        assertThat(found.best().objective()).isEqualTo(790); // both directions are counted
        assertThat(problem.words().apply(found.best())).containsEntry("assignment", "3 4 1 2");
    }

    /** Headers of some files count each edge from both sides, though lines name it from one. */
    @Test
    void aGraphMayHaveHalfOfTheEdgesThatItSays() throws IOException {
        ModelProblem problem = read("p col 3 4\ne 1 2\ne 2 3\n", ModelFormat.COL);
        assertThat(solved(problem).best().objective()).isEqualTo(2);
    }

    @Test
    void aGraphTakesAsFewColoursAsItCan() throws IOException {
        // a wheel of five spokes takes four colours, a path on it no more
        ModelProblem problem = read("""
                c a wheel
                p edge 7 12
                e 1 2
                e 2 3
                e 3 4
                e 4 5
                e 5 1
                e 6 1
                e 6 2
                e 6 3
                e 6 4
                e 6 5
                e 6 7
                e 7 6
                """, ModelFormat.COL);
        List<Double> heard = new ArrayList<>();
        ModelSolution found = ModelSolver.solve(
                problem.model(), ModelRequest.of(1).withStart(problem.start()).withListener(answer -> {
                    heard.add(answer.objective());
                    return true;
                }));
        assertThat(heard).startsWith(4.0); // by saturation
        assertThat(found.best().objective()).isEqualTo(4);
        assertThat(problem.words().apply(found.best())).containsEntry("colours", "4");
    }

    @Test
    void aCoverIsOfLeastCost() throws IOException {
        ModelProblem problem = read("3 4\n 2 3 4 6\n 2\n 1 2\n 2 2 3\n 2 3\n 4\n", ModelFormat.SCP);
        ModelSolution found = solved(problem);
        assertThat(found.best().objective()).isEqualTo(6); // 1 and 3
        assertThat(problem.words().apply(found.best())).containsEntry("columns", "1 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TSP | DIMENSION: 6 | m: neither a NODE_COORD_SECTION nor an EDGE_WEIGHT_SECTION",
                "TSP | DIMENSION: 9999999~EDGE_WEIGHT_TYPE: ATT~NODE_COORD_SECTION | DIMENSION is 9999999; expected",
                "TSP | DIMENSION: 3~EDGE_WEIGHT_TYPE: XRAY1~NODE_COORD_SECTION | EDGE_WEIGHT_TYPE is 'XRAY1'; expected EUC_2D, CEIL_2D",
                "TSP | DIMENSION: 3~EDGE_WEIGHT_TYPE: ATT~NODE_COORD_SECTION~1 2 3 | after 1 of 3 places; expected a city",
                "TSP | DIMENSION: 3~EDGE_WEIGHT_TYPE: ATT~NODE_COORD_SECTION~1 2 3~1 2 3 | m:5: the city 1 twice",
                "TSP | TYPE: CVRP~DIMENSION: 3~NODE_COORD_SECTION | the type is CVRP; expected TSP or ATSP",
                "TSP | ELF~binary | m:1: 'ELF'; expected a field such as",
                "QAP | 3 0 1 | m:1: the file ends too early; expected the entry 1, 3 of the first matrix",
                "QAP | 999999 | the size is 999999; expected a whole number from 2 to 200",
                "QAP | 2 0 1 1 0 0 1 1 0 5 | more than two matrices of 2 rows; expected the end of the file",
                "COL | e 1 2 | m:1: 'e 1 2'; expected 'p edge VERTICES EDGES' first",
                "COL | p edge 3 1~e 1 4 | m:2: a vertex is 4; expected a whole number from 1 to 3",
                "COL | p edge 3 1~e 1 1 | m:2: an edge from 1 to itself; expected two vertices",
                "COL | p edge 4 3~e 1 2~e 2 3 | m: the file ends after 2 of the 3 edges that its line p says",
                "COL | c nothing | m: no line 'p edge VERTICES EDGES'; expected it first",
                "SCP | 2 2 1 1 1 3 | m:1: a column that covers row 1 is 3; expected a whole number from 1 to 2",
                "SCP | 2 2 1 | m:1: the file ends too early; expected the cost of column 2",
                "SCP | 1 1 1 0 | the number of columns that cover row 1 is 0; expected",
            })
    void faultsSayWhatWasExpected(ModelFormat format, String text, String message) {
        assertThatThrownBy(() -> read(text.replace("~", "\n"), format))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message.strip());
    }
}
