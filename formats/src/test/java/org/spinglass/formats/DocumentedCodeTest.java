// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

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
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.ising.solve.Solver;

/** Compiles and runs the code that readers are shown, and holds it to the output that its comments promise. */
final class DocumentedCodeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern PROMISE = Pattern.compile("println\\(.*\\); // (.*)");

    @TempDir
    private Path temp;

    @Test
    void theSolversPage() throws Exception {
        List<String> blocks = blocks(BLOCK, Files.readString(root().resolve("docs/solver.md")));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        for (String block : blocks) {
            check(block);
        }
    }

    @Test
    void thePagesOfThePackages() throws Exception {
        for (String room : List.of("model", "sampling", "samplers", "solve")) {
            String page = "ising/src/main/java/org/spinglass/ising/" + room + "/package-info.java";
            String text = Files.readString(root().resolve(page));
            List<String> blocks = blocks(JAVADOC, text.replaceAll("(?m)^ \\* ?", ""));
            assertThat(blocks).as(page).hasSize(1);
            check(blocks.getFirst());
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs"))
                ? here
                : here.resolveSibling(".").normalize();
    }

    private static List<String> blocks(Pattern pattern, String text) {
        List<String> blocks = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private void check(String block) throws Exception {
        List<String> promised = new ArrayList<>();
        for (Matcher matcher = PROMISE.matcher(block); matcher.find(); ) {
            promised.add(matcher.group(1).strip());
        }
        assertThat(promised).isNotEmpty();
        assertThat(run(block)).as(block).isEqualTo(promised);
    }

    private List<String> run(String block) throws Exception {
        Path source = temp.resolve("Shown.java");
        Files.writeString(source, """
                import java.time.Duration;
                import java.util.SplittableRandom;
                import org.spinglass.compute.Workers;
                import org.spinglass.formats.*;
                import org.spinglass.ising.model.*;
                import org.spinglass.ising.samplers.*;
                import org.spinglass.ising.sampling.*;
                import org.spinglass.ising.solve.*;
                public final class Shown {
                    public static void main(String[] args) throws Exception {
                %s
                    }
                }
                """.formatted(block));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter faults = new StringWriter();
        boolean isCompiled = compiler.getTask(
                        faults,
                        null,
                        null,
                        List.of("-d", temp.toString(), "-cp", places(), "-proc:none"),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(isCompiled).as("%s%n%s", faults, block).isTrue();
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
        for (Class<?> one : List.of(ProblemFile.class, Solver.class, Workers.class)) {
            places.add(Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
