// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the shell fish completes, as a script of {@code complete} commands, from the same texts as {@code --help}. */
final class FishCompletion {
    private static final int LONGEST = 100;

    private final String program;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script for a program and its commands. */
    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.add(root, "__fish_use_subcommand");
        return completion.script.toString();
    }

    private void add(CommandSpec spec, String condition) {
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> add(option, condition));
        for (Map.Entry<String, CommandLine> entry : spec.subcommands().entrySet()) {
            CommandSpec command = entry.getValue().getCommandSpec();
            String[] description = command.usageMessage().description();
            line("-f -n " + quoted(condition) + " -a " + entry.getKey() + " -d "
                    + quoted(description.length == 0 ? entry.getKey() : description[0]));
            String inner = "__fish_seen_subcommand_from " + entry.getKey();
            String others = command.subcommands().isEmpty()
                    ? ""
                    : "; and not __fish_seen_subcommand_from "
                            + String.join(" ", command.subcommands().keySet());
            add(command, inner + others);
        }
    }

    private void add(OptionSpec option, String condition) {
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        String value = option.arity().max() == 0 ? "" : " -r";
        line("-n " + quoted(condition) + " " + names + value + " -d " + quoted(String.join(" ", option.description())));
    }

    private void line(String rest) {
        script.append("complete -c ").append(program).append(' ').append(rest).append('\n');
    }

    private static String quoted(String text) {
        String line = text.replace("%%", "%")
                .replace("%n", " ")
                .replaceAll("\\s+", " ")
                .strip();
        String shown = line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
        return "'" + shown.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
