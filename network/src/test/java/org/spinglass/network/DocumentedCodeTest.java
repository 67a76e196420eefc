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
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;

/** Compiles and runs the code on the packages' pages, and holds it to the output that its comments promise. */
final class DocumentedCodeTest {
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern PROMISE = Pattern.compile("println\\(.*\\); // (.*)");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"", "layer/", "forward/", "inverse/", "io/"})
    void thePagesOfThePackages(String room) throws Exception {
        Path page = Path.of("src/main/java/org/spinglass/network/" + room + "package-info.java");
        Matcher block = JAVADOC.matcher(Files.readString(page).replaceAll("(?m)^ \\* ?", ""));
        assertThat(block.find()).as(room).isTrue();
        List<String> promised = PROMISE.matcher(block.group(1))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(promised).isNotEmpty();
        assertThat(run(block.group(1))).isEqualTo(promised);
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
