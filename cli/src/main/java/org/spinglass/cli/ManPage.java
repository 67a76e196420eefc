// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's help as a page for {@code man}, in the language of roff, from the same texts as {@code --help}. */
final class ManPage {
    private static final String EXITS = """
            .SH EXIT STATUS
            0 done, 1 failed while working, 2 bad usage or input, 130 stopped by Ctrl-C.
            """;

    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** The page of a command. */
    static String of(CommandSpec spec) {
        return new ManPage(spec).written();
    }

    /** The page's name, such as {@code spinglass-qpu-embed}. */
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String written() {
        String name = name(spec);
        List<String> description = Stream.of(spec.usageMessage().description())
                .filter(line -> !line.isBlank())
                .map(ManPage::plain)
                .toList();
        page.append(".TH \"%s\" 1\n".formatted(name.toUpperCase(Locale.ROOT)));
        page.append(".SH NAME\n")
                .append(escaped(name))
                .append(" \\- ")
                .append(escaped(description.isEmpty() ? name : description.getFirst()))
                .append('\n');
        page.append(".SH SYNOPSIS\n").append(synopsis()).append('\n');
        page.append(".SH DESCRIPTION\n");
        description.forEach(line -> page.append(".PP\n").append(escaped(line)).append('\n'));
        section("ARGUMENTS", List.copyOf(spec.positionalParameters()));
        section(
                "OPTIONS",
                spec.options().stream().filter(option -> !option.hidden()).toList());
        commands();
        footer();
        page.append(EXITS);
        return page.toString();
    }

    private String synopsis() {
        Stream<String> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> "[\\fB" + escaped(option.longestName()) + "\\fR" + value(option) + "]");
        Stream<String> rest = spec.subcommands().isEmpty()
                ? spec.positionalParameters().stream()
                        .map(parameter -> "\\fI" + escaped(parameter.paramLabel()) + "\\fR")
                : Stream.of("\\fICOMMAND\\fR");
        return Stream.of(Stream.of("\\fB" + escaped(spec.qualifiedName()) + "\\fR"), options, rest)
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private void section(String title, List<? extends ArgSpec> arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        page.append(".SH ").append(title).append('\n');
        for (ArgSpec argument : arguments) {
            String names = switch (argument) {
                case OptionSpec option ->
                    Stream.of(option.names())
                                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                                    .collect(Collectors.joining(", "))
                            + value(option);
                case PositionalParamSpec parameter -> "\\fI" + escaped(parameter.paramLabel()) + "\\fR";
                default -> throw new IllegalArgumentException("no argument of a command: " + argument);
            };
            page.append(".TP\n").append(names).append('\n');
            String text = Stream.of(argument.description()).map(ManPage::plain).collect(Collectors.joining(" "));
            page.append(escaped(text)).append('\n');
        }
    }

    private void commands() {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        page.append(".SH COMMANDS\n");
        spec.subcommands().forEach((name, command) -> {
            String[] description = command.getCommandSpec().usageMessage().description();
            page.append(".TP\n\\fB").append(escaped(name)).append("\\fR\n");
            page.append(escaped(description.length == 0 ? name : plain(description[0])))
                    .append('\n');
        });
    }

    /** What follows the options in the help, line for line. */
    private void footer() {
        List<String> lines = new ArrayList<>();
        Stream.of(spec.usageMessage().footer()).map(ManPage::plain).forEach(lines::add);
        if (lines.stream().allMatch(String::isBlank)) {
            return;
        }
        String heading = plain(String.valueOf(spec.usageMessage().footerHeading()))
                .strip()
                .replaceFirst(":$", "");
        page.append(".SH ")
                .append(heading.isEmpty() || heading.equals("null") ? "NOTES" : heading.toUpperCase(Locale.ROOT))
                .append("\n.nf\n");
        lines.forEach(line -> page.append(escaped(line)).append('\n'));
        page.append(".fi\n");
    }

    /** A text of the help without the marks of its format. */
    private static String plain(String text) {
        return text.replace("%n", "\n").replace("%%", "%");
    }

    /** A text in which nothing is a command of roff. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
