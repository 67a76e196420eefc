// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Calibration;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Compiles and runs the code on the packages' pages, and holds it to the output that its comments promise. */
final class DocumentedCodeTest {
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROMISE = Pattern.compile("println\\(.*\\); // (.*)");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"", "layer/", "forward/", "inverse/", "io/", "model/"})
    void thePagesOfThePackages(String room) throws Exception {
        Path page = Path.of("src/main/java/org/spinglass/network/" + room + "package-info.java");
        check(JAVADOC.matcher(Files.readString(page).replaceAll("(?m)^ \\* ?", "")));
    }

    @Test
    void thePageOfNetworks() throws Exception {
        check(BLOCK.matcher(Files.readString(Path.of("../docs/networks.md"))));
    }

    private void check(Matcher block) throws Exception {
        assertThat(block.find()).isTrue();
        List<String> promised = PROMISE.matcher(block.group(1))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(promised).isNotEmpty();
        Path folder = temp.resolve("run");
        classSeven().write(folder);
        assertThat(run(block.group(1).replace("runs/lenet", folder.toString()))).isEqualTo(promised);
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

    private List<String> run(String block) throws Exception {
        Path source = temp.resolve("Shown.java");
        Files.writeString(source, """
                import java.nio.file.*;
                import java.util.*;
                import org.spinglass.compute.*;
                import org.spinglass.network.*;
                import org.spinglass.network.forward.*;
                import org.spinglass.network.inverse.*;
                import org.spinglass.network.io.*;
                import org.spinglass.network.layer.*;
                import org.spinglass.network.model.*;
                public final class Shown {
                    public static void main(String[] args) throws Exception {
                %s
                    }
                }
                """.formatted(block));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter faults = new StringWriter();
        List<String> options = List.of("-d", temp.toString(), "-cp", places(), "-proc:none");
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

    /** Where the classes of the library are, whatever started this test. */
    private static String places() throws Exception {
        List<String> places = new ArrayList<>();
        for (Class<?> one : List.of(NetworkException.class, Workers.class)) {
            places.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
