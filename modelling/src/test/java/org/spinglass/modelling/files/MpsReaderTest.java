// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolver;

final class MpsReaderTest {
    private static Model read(String text) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "m", ModelFormat.MPS);
    }

    private static final String MPS = """
            * a comment
            NAME          small
            OBJSENSE
                MAX
            ROWS
             N  profit
             L  room
             G  least
             E  same
             L  curve
             N  unused
            COLUMNS
                M1        'MARKER'                 'INTORG'
                x         profit    3   room    2
                x         same      1
                y         profit    2   room    1
                y         least     1   unused  7
                M2        'MARKER'                 'INTEND'
                b         same      -1  least   1
            RHS
                RHS       room      8   least   1
                profit    -5
            RANGES
                RNG       room      6   least   3
                RNG       same      -2
            BOUNDS
             UP BND       x         4
             LI BND       y         0
             UI           y         4
             BV BND       b
            QUADOBJ
                x x -2
                y x 1
            QCMATRIX curve
                y y 1
                x y 0.5
                y x 0.5
            ENDATA
            what follows is not read
            """;

    @Test
    void allSectionsAreRead() throws IOException {
        Model model = read(MPS.replace(
                "    RHS       room      8   least   1", "    RHS       room      8   least   1   curve 20"));
        assertThat(model.isMaximised()).isTrue();
        assertThat(model.objective().toString()).isEqualTo("3 x + 2 y - x x + y x + 5");
        assertThat(model.constraints().stream().map(c -> c.name() + ": " + c.rule()))
                .containsExactly(
                        "room: 2 <= 2 x + y <= 8",
                        "least: 1 <= y + b <= 4",
                        "same: -2 <= x - b <= 0",
                        "curve: y y + 0.5 x y + 0.5 y x <= 20");
        assertThat(model.variables().get(1).high()).isEqualTo(4);
        assertThat(ModelSolver.solve(model, ModelRequest.of(1)).best().values())
                .containsEntry("x", 1)
                .containsEntry("y", 3)
                .containsEntry("b", 1);
    }

    @Test
    void wholeColumnsWithoutABoundAreBinary() throws IOException {
        Model model = read("""
                ROWS
                 N f
                COLUMNS
                 M 'MARKER' 'INTORG'
                 x f 1
                 y f 1
                BOUNDS
                 LO B y -1
                 UP B y 7
                ENDATA
                """);
        assertThat(model.variables().get(0).high()).isEqualTo(1);
        assertThat(model.variables().get(1).low()).isEqualTo(-1);
        assertThat(model.variables().get(1).high()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROWS~ N f~COLUMNS~ x f 1~ENDATA | m:4: x may be any number; expected it between INTORG and INTEND",
                "ROWS~ N f~COLUMNS~ x f 1 | m:4: the file ends without ENDATA; expected it in the last line",
                "ROWS~ N f~COLUMNS~ x f~ENDATA | m:4: 'x f'; expected a column and one or two rows",
                "ROWS~ N f~COLUMNS~ x g 1~ENDATA | m:4: 'g'; expected the name of a row",
                "ROWS~ N f~COLUMNS~ x f one~ENDATA | m:4: a coefficient is 'one'; expected a number",
                "ROWS~ X f~ENDATA | m:2: 'X f'; expected a kind, N, L, G or E, and the name of a row",
                "ROWS~ N f~ N f~ENDATA | m:3: 'f'; expected a row once",
                "ROWS~ L f~ENDATA | m: no row of the kind N; expected one, the objective",
                "ROWS~ N f~SOS1~ENDATA | m:3: 'SOS1'; expected a section, NAME, OBJSENSE, ROWS",
                "ROWS~ N f~RANGES~ R f 1~ENDATA | m:4: 'f'; expected a row that is not of the kind N",
                "ROWS~ N f~COLUMNS~ M 'MARKER' 'INT'~ENDATA | m:4: ''INT''; expected 'INTORG' or 'INTEND'",
                "ROWS~ N f~COLUMNS~ x f 1~BOUNDS~ SC B x 1~ENDATA | m:6: 'SC'; expected a bound, UP, LO, FX",
                "ROWS~ N f~COLUMNS~ x f 1~BOUNDS~ UP B z 1~ENDATA | m:6: 'z'; expected the name of a column",
                "ROWS~ N f~COLUMNS~ x f 1~BOUNDS~ UP x~ENDATA | m:6: 'UP x'; expected a bound such as UP BOUND x 5",
                "ROWS~ N f~COLUMNS~ x f 1~BOUNDS~ LI x 0~ENDATA | m:4: x may be as large as it likes; expected a bound",
                "ROWS~ N f~COLUMNS~ x f 1~QUADOBJ~ x y 1~ENDATA | m:6: 'y'; expected the name of a column",
                "OBJSENSE~ UP~ENDATA | m:2: 'UP'; expected MAX or MIN",
                "ELF~binary | m:1: 'ELF'; expected a section",
            })
    void faultsNameTheLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("~", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message.strip());
    }
}
