// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever follows a link of the pages, or a citation in the sources, finds what it names. */
class DocumentLinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern BENCHMARK = Pattern.compile("benchmarks/run ([A-Z]\\w+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SECTION = Pattern.compile("(\\S*/)?method\\.md(?:,?[\\s*]+(\\d(?:\\.\\d)?))?");
    private static final Pattern EQUATION =
            Pattern.compile("paper,?[\\s*]+\\((\\d+)\\)(?:(?:, | and |-)\\((\\d+)\\))*");
    private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)(?:(?:-| to )\\((\\d+)\\))?");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve(".github"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static void forEachSource(Consumer<Path> action) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(action);
                }
            }
        }
    }

    @Test
    void benchmarksThatPagesNameCanBeRun() throws IOException {
        String known = read(ROOT.resolve("benchmarks/src/main/java/org/spinglass/benchmarks/Run.java"));
        List<String> named = pages().stream()
                .flatMap(page -> BENCHMARK.matcher(read(page)).results().map(result -> result.group(1)))
                .filter(name -> !name.equals("NAME"))
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(known).contains("Map.entry(\"" + name + "\", " + name + "::main)"));
    }

    /** The names by which a page's headings are linked, as code hosts make them. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void linksOfThePagesLeadSomewhere() throws IOException {
        int checked = 0;
        for (Path page : pages()) {
            for (Matcher link = LINK.matcher(read(page)); link.find(); ) {
                String path = link.group(1);
                if (path.matches("[a-z]+:.*")) {
                    continue;
                }
                Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
                assertThat(target).as("%s: %s", page, link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target)).as("%s: %s", page, link.group()).contains(link.group(2));
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void sectionsThatTheSourcesCiteAreThere() throws IOException {
        Set<String> sections = HEADING.matcher(read(ROOT.resolve("docs/method.md")))
                .results()
                .map(heading -> heading.group(1).split("\\.? ", 2)[0])
                .collect(Collectors.toSet());
        Set<String> cited = new TreeSet<>();
        forEachSource(source -> {
            if (source.endsWith("DocumentLinksTest.java")) {
                return;
            }
            for (Matcher citation = SECTION.matcher(read(source)); citation.find(); ) {
                assertThat(citation.group(1))
                        .as("%s: %s", source, citation.group())
                        .endsWith("docs/");
                assertThat(sections).as("%s: %s", source, citation.group()).contains(citation.group(2));
                cited.add(citation.group(2));
            }
        });
        assertThat(cited).contains("2", "3", "4.2", "4.4", "4.5");
    }

    @Test
    void equationsThatTheSourcesCiteAreExplained() throws IOException {
        Set<Integer> explained = numbers(read(ROOT.resolve("docs/method.md")));
        Set<Integer> cited = new TreeSet<>();
        forEachSource(source -> EQUATION.matcher(read(source))
                .results()
                .map(MatchResult::group)
                .forEach(citation -> {
                    assertThat(explained).as("%s: %s", source, citation).containsAll(numbers(citation));
                    cited.addAll(numbers(citation));
                }));
        assertThat(cited).contains(1, 12, 15, 21, 24, 29);
    }

    /** All numbers in brackets, and those of ranges. */
    private static Set<Integer> numbers(String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (Matcher number = NUMBER.matcher(text); number.find(); ) {
            int first = Integer.parseInt(number.group(1));
            int last = number.group(2) == null ? first : Integer.parseInt(number.group(2));
            for (int i = first; i <= last; i++) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}
