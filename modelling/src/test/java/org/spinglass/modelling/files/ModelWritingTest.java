// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/** What is written and read again has the same best answers. */
final class ModelWritingTest {
    private static String written(Model model, ModelFormat format) throws IOException {
        StringWriter text = new StringWriter();
        Program.of(model).write(text, format);
        return text.toString();
    }

    private static Model again(Model model, ModelFormat format) throws IOException {
        byte[] bytes = written(model, format).getBytes(StandardCharsets.UTF_8);
        return ModelFile.read(new ByteArrayInputStream(bytes), "m", format);
    }

    private static ModelSolution solved(Model model) {
        return ModelSolver.solve(model, ModelRequest.of(1));
    }

    /** Proved best answers of both, which exhaustive search finds of models as small as these. */
    private static void isTheSame(Model model, ModelFormat format) throws IOException {
        ModelSolution before = solved(model);
        ModelSolution after = solved(again(model, format));
        assertThat(after.isFeasible()).as(() -> text(model, format)).isEqualTo(before.isFeasible());
        if (before.isFeasible()) {
            assertThat(before.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
            assertThat(after.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
            assertThat(after.best().objective())
                    .as(() -> text(model, format))
                    .isEqualTo(before.best().cost(), within(1e-9));
        }
    }

    private static String text(Model model, ModelFormat format) {
        try {
            return written(model, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 60)
    void programsKeepTheirBestAnswers(@ForAll long seed) throws IOException {
        isTheSame(random(seed, false), ModelFormat.LP);
        isTheSame(random(seed, false), ModelFormat.MPS);
    }

    @Property(tries = 60)
    void pseudoBooleanProblemsKeepTheirBestAnswers(@ForAll long seed) throws IOException {
        isTheSame(random(seed, true), ModelFormat.OPB);
    }

    /** They are minimised: what was to be as large as possible has the opposite sign. */
    @Property(tries = 60)
    void constrainedModelsKeepTheirBestAnswers(@ForAll long seed) throws IOException {
        Model model = random(seed, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgramMaker.of(model, true).write(bytes, ModelFormat.CQM);
        Model after = ModelFile.read(new ByteArrayInputStream(bytes.toByteArray()), "m", ModelFormat.CQM);
        assertThat(after.variables().stream().limit(6).map(v -> v.name() + " " + v.isSpin()))
                .containsExactlyElementsOf(model.variables().stream()
                        .map(v -> v.name() + " "
                                + (v.isSpin() && model.fixedValue(v).isEmpty()))
                        .toList());
        ModelSolution before = solved(model);
        ModelSolution found = solved(after);
        assertThat(found.isFeasible()).isEqualTo(before.isFeasible());
        if (before.isFeasible()) {
            assertThat(found.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
            double sign = model.isMaximised() ? -1 : 1;
            assertThat(found.best().objective()).isEqualTo(sign * before.best().cost(), within(1e-9));
        }
    }

    /**
     * The parts of a file of dimod's that is said again: those of {@code CqmReaderTest} without the soft constraint.
     */
    @Test
    void aConstrainedModelIsWrittenByteForByteAsDimodDoes(@TempDir Path folder) throws IOException {
        Model model = new Model();
        Variable x = model.binary("x");
        Variable s = model.spin("s");
        Variable i = model.integer("(i,1)", 0, 5);
        Variable j = model.integer("j", -2, 9);
        model.minimise(new Sum()
                .add(-3, x)
                .add(2, s)
                .add(-1, i)
                .add(-2, j)
                .addProduct(1, s, x)
                .addProduct(0.5, i, i)
                .add(1.5)
                .toExpression());
        model.require("room", i.times(2).plus(j).atMost(9));
        model.require("both", x.plus(j).plus(1).atLeast(0));
        Path file = folder.resolve("m.cqm");
        ModelFile.write(model, file);
        Map<String, byte[]> ours = entries(Files.readAllBytes(file));
        Map<String, byte[]> theirs;
        try (InputStream stream = Objects.requireNonNull(ModelWritingTest.class.getResourceAsStream("stored.cqm"))) {
            theirs = entries(stream.readAllBytes());
        }
        byte[] header = Objects.requireNonNull(ours.get("header"));
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .startsWith("{\"num_biases\": 10, \"num_constraints\": 2, \"num_linear_biases_real\": 0,"
                        + " \"num_quadratic_variables\": 0, \"num_quadratic_variables_real\": 0,"
                        + " \"num_variables\": 4, \"num_weighted_constraints\": 0}\n ");
        assertThat(header.length % 64).isEqualTo(50);
        for (String same : List.of(
                "objective", "constraints/\"room\"/lhs", "constraints/\"room\"/rhs", "constraints/\"room\"/sense")) {
            assertThat(ours.get(same)).as(same).isEqualTo(theirs.get(same));
        }
        assertThat(ours.keySet()).containsOnlyOnceElementsOf(List.of("varinfo", "variable_labels.json"));
        assertThat(ours.get("varinfo")).hasSameSizeAs(theirs.get("varinfo"));
        assertThat(new String(Objects.requireNonNull(ours.get("variable_labels.json")), StandardCharsets.US_ASCII))
                .isEqualTo("[\"x\", \"s\", \"(i,1)\", \"j\"]");
    }

    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file, 10, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("header", Arrays.copyOfRange(file, 14, 14 + length));
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(file, 14 + length, file.length - 14 - length))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        return all;
    }

    private static Model random(long seed, boolean isBinary) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        Variables x = model.binaries("x", 4);
        Variable y = isBinary ? model.binary("a name [1]") : model.integer("end", -2, 1);
        Variable z = isBinary ? model.binary("min") : model.spin("3rd spin");
        Expression goal = new Sum()
                .add(random.nextInt(-3, 4))
                .add(random.nextInt(-4, 5), x.get(0), x.get(1))
                .add(random.nextInt(-4, 5), x.get(2), y)
                .add(random.nextInt(-4, 5), y)
                .add(random.nextInt(-4, 5), z)
                .add(random.nextInt(-4, 5), z, x.get(3))
                .toExpression();
        if (random.nextBoolean()) {
            model.maximise(goal);
        } else {
            model.minimise(goal);
        }
        Expression sum = x.get(0)
                .plus(x.get(2).times(2))
                .plus(y.times(random.nextInt(1, 3)))
                .plus(z);
        switch (random.nextInt(3)) {
            case 0 -> model.require("range", sum.between(-1, random.nextInt(0, 3)));
            case 1 -> model.require("exactly", sum.equalTo(random.nextInt(0, 3)));
            default -> model.require("at least", sum.atLeast(random.nextInt(0, 4)));
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                Expression few = isBinary ? x.get(0).plus(y) : x.sum().plus(y);
                model.prefer("soft", few.atMost(isBinary ? 1 : random.nextInt(0, 3)), random.nextInt(1, 4));
            }
            case 1 -> model.prefer("square", x.sum().minus(y).equalTo(1), random.nextInt(1, 4));
            case 2 -> model.require("others", Rule.allDifferent(x.get(0), y, x.get(3)));
            default -> model.prefer("alike", Rule.allDifferent(x.get(0), y, x.get(3)), random.nextInt(1, 4));
        }
        if (random.nextInt(3) == 0) {
            model.fix(y, random.nextBoolean() ? y.low() : y.high());
        }
        if (random.nextInt(3) == 0 && !isBinary) {
            model.require("product", x.get(1).times(y).plus(z).atMost(1));
        }
        return model;
    }

    @Test
    void anLpFileReadsAsOnePutsIt() throws IOException {
        Model model = new Model();
        Variable x = model.binary("x");
        Variable n = model.integer("n", 0, 9);
        Variable s = model.spin("s");
        model.maximise(x.times(3).plus(n.times(n).times(-0.5)).plus(s).plus(2));
        model.require("room", x.plus(n.times(2)).between(1, 8));
        assertThat(written(model, ModelFormat.LP)).isEqualTo("""
                \\ the spin s is 2 s - 1
                Maximize
                 goal: + 3 x + 2 s + [ - 1 n ^ 2 ] / 2 + 1
                Subject To
                 room: 1 <= + 1 x + 2 n <= 8
                Bounds
                 0 <= n <= 9
                General
                 n
                Binary
                 x
                 s
                End
                """);
    }

    @Test
    void whatAFormatCannotSayIsRefused() {
        Model cubic = new Model();
        Variables x = cubic.binaries("x", 3);
        cubic.minimise(x.get(0).times(x.get(1)).times(x.get(2)));
        assertThatThrownBy(() -> written(cubic, ModelFormat.LP))
                .hasMessage(
                        "the objective has a product of 3 variables; expected two at most in a file of this format");
        Model whole = new Model();
        whole.minimise(whole.integer("n", 0, 5));
        assertThatThrownBy(() -> written(whole, ModelFormat.OPB))
                .hasMessage("the variable n is from 0 to 5; expected 0 and 1 of all in an OPB file");
        Model half = new Model();
        half.minimise(half.binary("b").times(0.5));
        assertThatThrownBy(() -> written(half, ModelFormat.OPB))
                .hasMessage("the objective has the number 0.5; expected whole ones in an OPB file");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesWhatWasThere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("m.lp"), "before");
        Model cubic = new Model();
        Variables x = cubic.binaries("x", 3);
        cubic.minimise(x.get(0).times(x.get(1)).times(x.get(2)));
        assertThatThrownBy(() -> ModelFile.write(cubic, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": the objective has a product of 3 variables; expected");
        Model whole = new Model();
        whole.minimise(whole.integer("n", 0, 5));
        Path opb = folder.resolve("m.opb");
        assertThatThrownBy(() -> ModelFile.write(whole, opb))
                .hasMessage(opb + ": the variable n is from 0 to 5; expected 0 and 1 of all in an OPB file");
        assertThat(file).hasContent("before");
        assertThatThrownBy(() -> ModelFile.write(cubic, folder.resolve("m.cnf")))
                .hasMessageContaining("expected one of .lp, .mps, .cqm, .opb");
        Model plain = new Model();
        plain.maximise(plain.binaries("x", 3).sum());
        Path packed = folder.resolve("m.mps.gz");
        ModelFile.write(plain, packed);
        Answer answer = solved(ModelFile.read(packed)).best();
        assertThat(answer.values()).containsEntry("x(0)", 1).hasSize(3);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
