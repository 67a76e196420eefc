// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.spinglass.quantum.dwave.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The program's commands. To describe all of them takes longer than most do: where the first word tells which one it is, only
 * that one is made, and for the list of them all only what it shows.
 */
final class Commands {
    /** Commands that tell of the others. */
    private static final List<String> OF_ALL = List.of("help", "completion");

    /** What stands alone, and asks for the list of commands or less. */
    private static final List<String> LIST = List.of("-h", "--help", "-V", "--version");

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Class<?> type, Supplier<CommandLine> made) {}

    Commands(Terminal terminal, Environment environment) {
        add(TrainCommand.class, () -> new TrainCommand(terminal));
        add(PredictCommand.class, () -> new PredictCommand(terminal));
        add(EvaluateCommand.class, () -> new EvaluateCommand(terminal));
        add(ExportCommand.class, () -> new ExportCommand(terminal));
        add(ReproduceCommand.class, () -> new ReproduceCommand(terminal));
        add(SolveCommand.class, () -> new SolveCommand(terminal));
        add(ConvertCommand.class, () -> new ConvertCommand(terminal));
        add(ReportCommand.class, () -> new ReportCommand(terminal));
        add(ServeCommand.class, () -> new ServeCommand(terminal));
        put(QpuCommand.class, () -> qpu(terminal, environment));
        add(CompletionCommand.class, () -> new CompletionCommand(terminal));
        add(HelpCommand.class, () -> new HelpCommand(terminal));
    }

    private void add(Class<?> type, Supplier<Object> command) {
        put(type, () -> new CommandLine(command.get()));
    }

    private void put(Class<?> type, Supplier<CommandLine> command) {
        entries.put(annotation(type).name(), new Entry(type, () -> helpful(command.get())));
    }

    private static CommandLine qpu(Terminal terminal, Environment environment) {
        CommandLine qpu = new CommandLine(new QpuCommand(terminal));
        for (Object command : List.of(
                new QpuEmbedCommand(terminal),
                new QpuEmulateCommand(terminal),
                new QpuEstimateCommand(terminal),
                new QpuSolversCommand(terminal, environment))) {
            qpu.addSubcommand(helpful(new CommandLine(command)));
        }
        return qpu;
    }

    private static Command annotation(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
    }

    /** The program with those of its commands that these words may ask for. */
    CommandLine program(Terminal terminal, String... words) {
        CommandLine program = helpful(new CommandLine(new SpinglassCommand(terminal)));
        String first = words.length == 0 ? "--help" : words[0];
        Entry asked = OF_ALL.contains(first) ? null : entries.get(first);
        if (asked != null) {
            program.addSubcommand(first, asked.made().get());
        } else {
            boolean isList = words.length <= 1 && LIST.contains(first);
            entries.forEach((name, entry) -> program.addSubcommand(
                    name, isList ? listed(entry.type()) : entry.made().get()));
        }
        return program;
    }

    /** A command as the list of all shows it. */
    private static CommandLine listed(Class<?> type) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(annotation(type).description());
        return new CommandLine(spec);
    }

    private static CommandLine helpful(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        spec.versionProvider(new SpinglassCommand.Version());
        if (spec.userObject() instanceof WorkCommand command
                && !command.footer().isEmpty()) {
            spec.usageMessage().footer(command.footer().toArray(String[]::new));
        }
        return line;
    }
}
