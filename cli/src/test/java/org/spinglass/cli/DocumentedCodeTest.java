// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Calibration;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Compiles and runs the code that readers are shown, and holds it to the output that its comments promise. */
final class DocumentedCodeTest {
    private static final Pattern MARKDOWN = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern PROMISE = Pattern.compile("println\\(.*\\); // (.*)");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"model", "sampling", "samplers", "solve"})
    void thePagesOfIsing(String room) throws Exception {
        checkPackage("ising", room, "java.time", "java.util", "compute", "formats", "ising");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "files"})
    void thePagesOfModelling(String room) throws Exception {
        checkPackage("modelling", room, "java.io", "java.nio.charset", "java.util", "ising", "modelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "layer", "forward", "inverse", "io", "model"})
    void thePagesOfNetwork(String room) throws Exception {
        checkPackage("network", room, "java.nio.file", "java.util", "compute", "network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "samplers", "plot", "run", "reproduce"})
    void thePagesOfLab(String room) throws Exception {
        checkPackage("lab", room, "java.util", "ising", "lab", "network", "training");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "solver:3:java.time,java.util,compute,formats,ising",
                "modelling:1:java.time,java.util,compute,ising,modelling",
                "shelf:13:java.util,java.util.function,ising,modelling",
                "networks:1:java.nio.file,java.util,compute,network"
            })
    void thePagesOfTheDocumentation(String page) throws Exception {
        String[] parts = page.split(":", -1);
        List<String> blocks = blocks(MARKDOWN, Files.readString(root().resolve("docs/" + parts[0] + ".md")));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(Integer.parseInt(parts[1]));
        for (String block : blocks) {
            check(block, parts[2].split(",", -1));
        }
    }

    private void checkPackage(String module, String room, String... imports) throws Exception {
        Path page = root().resolve("%s/src/main/java/org/spinglass/%s/%s".formatted(module, module, room))
                .resolve("package-info.java");
        List<String> blocks = blocks(JAVADOC, Files.readString(page).replaceAll("(?m)^ \\* ?", ""));
        assertThat(blocks).as(page.toString()).hasSize(1);
        check(blocks.getFirst(), imports);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs"))
                ? here
                : here.resolveSibling(".").normalize();
    }

    private static List<String> blocks(Pattern pattern, String text) {
        return firstGroups(pattern, text).toList();
    }

    private static Stream<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private void check(String block, String... imports) throws Exception {
        List<String> promised = firstGroups(PROMISE, block).map(String::strip).toList();
        assertThat(promised).as(block).isNotEmpty();
        Path run = temp.resolve("run");
        classSeven().write(run);
        assertThat(run(block.replace("runs/lenet", run.toString()), imports))
                .as(block)
                .isEqualTo(promised);
    }

    /** A model of digits that takes everything for a seven. */
    private static Model classSeven() {
        Network network = Network.of("seven", new Shape(1, 32, 32), List.of(new Linear(10, true)));
        Weights weights = new Weights(network);
        weights.layer(0)[8 * 1025 - 1] = -1;
        List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        ModelCard card = new ModelCard(
                new ModelCard.Images(1, 28, 28),
                names,
                new ModelCard.Origin("none", "by hand", "1"),
                new Calibration(0.2, 1, 0, 0));
        return new Model(weights, card);
    }

    /** What a block prints, with all exported packages of some modules, and other packages, imported. */
    private List<String> run(String block, String... imports) throws Exception {
        String known = Stream.of(imports)
                .flatMap(name -> name.startsWith("java.") ? Stream.of(name) : packages(name))
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining());
        Path source = temp.resolve("Shown.java");
        Files.writeString(source, known + """
                public final class Shown {
                    public static void main(String[] args) throws Exception {
                %s
                    }
                }
                """.formatted(block));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter faults = new StringWriter();
        List<String> options =
                List.of("-d", temp.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        var sources = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source);
        assertThat(compiler.getTask(faults, null, null, options, null, sources).call())
                .as("%s%n%s", faults, block)
                .isTrue();
        PrintStream former = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {temp.toUri().toURL()}, DocumentedCodeTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Shown").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(former);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** The packages that a module exports to everybody. */
    private static Stream<String> packages(String module) {
        try {
            String text = Files.readString(root().resolve(module + "/src/main/java/module-info.java"));
            return firstGroups(Pattern.compile("exports ([\\w.]+);"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
