// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolver;

final class ModelFileTest {
    private static Model read(String text, ModelFormat format) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "m", format);
    }

    private static Answer best(Model model) {
        return ModelSolver.solve(model, ModelRequest.of(1)).best();
    }

    private static final String LP = """
            \\ a comment
            Maximize
             profit: 3 x + 2 y - z + [ 2 x * y - 4 z ^ 2 ] / 2
            Subject To
             capacity: 2 x + y <= 8.5
             -1 <= x - y <= 2
             both: x + z >= 1
             square: [ x ^ 2 + x * z ] <= 10
            Bounds
             0 <= y <= 4
             z <= 1
            General
             x y
            Binary
             z
            End
            """;

    @Test
    void aQuadraticProgramIsReadWhole() throws IOException {
        Model model = read(LP, ModelFormat.LP);
        assertThat(model.isMaximised()).isTrue();
        assertThat(model.objective().toString()).isEqualTo("3 x + 2 y - z + x y - 2 z z");
        assertThat(model.constraints().stream().map(c -> c.name() + ": " + c.rule()))
                .containsExactly(
                        "capacity: 2 x + y <= 8.5",
                        "rule 2: -1 <= x - y <= 2",
                        "both: 1 <= x + z",
                        "square: x x + x z <= 10");
        assertThat(model.variables().get(0).high()).isEqualTo(4); // by its capacity
        Answer answer = best(model);
        assertThat(answer.objective()).isEqualTo(3 * 3 + 2 * 2 + 6);
        assertThat(answer.values()).isEqualTo(Map.of("x", 3, "y", 2, "z", 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x + 1 | m:1: 'x + 1' before any section; expected Minimize or Maximize first",
                "Minimize~ x~Subject To~ 2 x y <= 3~Binary~ x y | m:4: 'y'; expected <=, >= or =",
                "Minimize~ x~Subject To~ 2 x <= y~Binary~ x y | m:4: 'y'; expected a number",
                "Minimize~ x~Subject To~ c: x = 1 -> y <= 2~Binary~ x y | m:4: '->'; expected",
                "Minimize~ x~Subject To~ x >= 1 | m:2: x may be any number; expected it among General or Binary",
                "Minimize~ x~Subject To~ x >= 1~General~ x | m:2: x may be as large as it likes; expected a bound",
                "Minimize~ x~Bounds~ 3 <= x <= 2~General~ x | m:2: x is from 3.0 to 2.0; expected whole numbers",
                "Minimize~ [ x * y ]~Binary~ x y | expected / 2 after the brackets of an objective",
                "Minimize~ [ x ^ 3 ] / 2~Binary~ x | m:2: '3'; expected the power 2",
                "Minimize~ x~Subject To~ a: x >= 1~ a: x <= 1~Binary~ x | m:5: the rule a twice; expected another name",
                "Minimize~ x~Subject To~ a: x >=~Binary~ x | m:4: the section ends too early; expected a number",
                "Minimize~ x~SOS1~ s: x:1 | m:3: the section 'sos1' is not read",
                "Minimize~ x = 3 | m:2: '='; expected an operator or Subject To",
                "Minimize~ x <| m:2: '<'; expected an operator or Subject To",
                "Minimize~ x \u00b5 | m:2: '\u00b5'; expected a number, a name or a relation",
                "Minimize~ x~Maximize~ y | m: both a section Minimize and a section Maximize; expected one of them",
                "Minimize~ x~Bounds~ x <= 3 y <= 4~General~ x y | m:4: '3'; expected one bound a line",
                "Minimize~ x~Bounds~ 3~Binary~ x | m:4: '3'; expected a bound of a variable",
                "Minimize~ x~Binary~ x$ | m:4: the file ends without End; expected it in the last line",
                "~ | m: neither a section Minimize nor a section Maximize; expected one of them",
            })
    void faultsOfProgramsNameTheLine(String text, String message) {
        boolean isCutOff = text.contains("$");
        String whole = isCutOff ? text.substring(0, text.indexOf('$')) : text + "~End";
        assertThatThrownBy(() -> read(whole.replace("~", "\n"), ModelFormat.LP))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void boundsAreReadInEveryForm() throws IOException {
        Model model = read("""
                min
                 a + b + c + d
                bounds
                 -3 <= a <= 3
                 b >= -2
                 b <= 5
                 c = 7
                 d free
                 d <= +9
                 -inf <= e <= 4
                 e >= -1e1
                subject to
                 low: d + a >= -4
                generals
                 a b c d e
                end
                """, ModelFormat.LP);
        assertThat(model.variables().stream().map(v -> v.name() + " " + v.low() + " " + v.high()))
                .containsExactly("a -3 3", "b -2 5", "c 7 7", "d -7 9", "e -10 4");
        assertThat(best(model).objective()).isEqualTo(-4 - 2 + 7.0);
    }

    @Test
    void pseudoBooleanProblemsAreRead() throws IOException {
        Model model = read("""
                * #variable= 3 #constraint= 2
                min: -4 x1 -3 x2 -5 x3 +1 x1 ~x2 ;
                +2 x1 +3 x2
                 +4 x3 <= 7 ;
                +1 ~x1 +1 x2>=1;
                """, ModelFormat.OPB);
        assertThat(model.constraints().stream().map(Constraint::name))
                .containsExactly("rule 1 of line 3", "rule 2 of line 5");
        Answer answer = best(model);
        assertThat(answer.objective()).isEqualTo(-8);
        assertThat(answer.values()).isEqualTo(Map.of("x1", 0, "x2", 1, "x3", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min: 2 x1 | m:1: a statement without an end; expected ; after it",
                "2 x1 > 3; | m:1: '2 ...'; expected a rule such as +1 x1 +2 ~x2 >= 2;",
                "2 x1 >= a; | m:1: the bound of a rule is 'a'; expected a number",
                "x1 2 >= 1; | m:1: a coefficient is 'x1'; expected a number",
                "1 2 x1 >= 1; | m:1: the coefficient 1 has no variable; expected one",
                "1 x1 >= 1;~min: 1 x1; | m:2: 'min:'; expected one objective, min: or max:, before all rules",
                "* #variable= 2 #constraint= 2~1 x1 >= 1; | m: 1 rules, but '#constraint=' says 2; expected as many",
                "* nothing | m: no variable; expected an objective or a rule",
            })
    void faultsOfPseudoBooleanProblemsNameTheLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("~", "\n"), ModelFormat.OPB))
                .isInstanceOf(FormatException.class)
                .hasMessage(message.strip());
    }

    @Test
    void clausesHoldOrCost() throws IOException {
        Model model = read("c all\np cnf 3 4\n1 2 0 -1\n-2 0\n3 -1 -2 0 -3 2 0\n", ModelFormat.CNF);
        Answer answer = best(model);
        assertThat(answer.broken()).isEmpty();
        assertThat(model.constraints().get(1).name()).isEqualTo("clause 2 of line 3");
        Model old = read("p wcnf 2 3 10\n10 1 2 0\n3 -1 0\n4 -2 0\n", ModelFormat.WCNF);
        Model now = read("c new\nh 1 2 0\n3 -1 0\n4 -2 0\n", ModelFormat.WCNF);
        for (Model soft : new Model[] {old, now}) {
            assertThat(best(soft).cost()).isEqualTo(3);
            assertThat(best(soft).isFeasible()).isTrue();
        }
        Model never = read("p cnf 1 2\n1 0\n0\n", ModelFormat.CNF);
        assertThat(best(never).isFeasible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 0 | m:1: a clause before 'p cnf VARIABLES CLAUSES'; expected that line first",
                "p cnf 2 | m:1: 'p cnf 2'; expected one line 'p cnf VARIABLES CLAUSES'",
                "p cnf 2 1~1 3 0 | m:2: a literal is 3; expected a whole number from -2 to 2",
                "p cnf 2 1~1 x 0 | m:2: a literal is 'x'; expected a number",
                "p cnf 2 2~1 0 | m: 1 clauses, but the line 'p' says 2; expected as many",
                "p cnf 2 1~1 | m:2: a clause without an end; expected a 0 after its literals",
                "p cnf 2 0 | m: no clause; expected at least one",
            })
    void faultsOfClausesNameTheLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("~", "\n"), ModelFormat.CNF))
                .isInstanceOf(FormatException.class)
                .hasMessage(message.strip());
    }

    @Test
    void filesAreKnownByTheirNameAndMayBeCompressed(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(LP.getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("m.LP.gz");
        Files.write(file, packed.toByteArray());
        assertThat(ModelFile.read(file).size()).isEqualTo(3);
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("m.txt")))
                .hasMessageEndingWith(
                        "the extension tells no format of models; expected one of .lp, .mps, .cqm, .opb, .cnf,"
                                + " .wcnf, .tsp, .qap, .col, .scp");
    }
}
