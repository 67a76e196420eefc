// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import org.spinglass.quantum.dwave.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The program's entry. */
public final class Main {
    private final Terminal terminal;
    private final Environment environment;
    private final boolean isDebugging;

    Main(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.isDebugging = "1".equals(environment.variables().get("SPINGLASS_DEBUG"));
    }

    /** Runs the program and ends the process with its exit code: 0 done, 1 failed while working, 2 bad usage or input. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // English words with English digits, of libraries too
        System.setProperty("java.awt.headless", "true");
        int code = new Main(Terminal.ofProcess(), Environment.ofProcess()).run(args);
        if (code != ExitCode.DONE) {
            System.exit(code); // only here, because it starts the logging, which takes longer than --version does
        }
    }

    /** Runs the program; returns its exit code. What it could not print is a failure. */
    int run(String... args) {
        Failures failures = new Failures(terminal);
        int code = run(failures, args);
        if (code == ExitCode.DONE) {
            try {
                terminal.requireWritten();
            } catch (WorkException e) {
                return failures.report(e, false);
            }
        }
        return code;
    }

    private int run(Failures failures, String... args) {
        CommandLine line = new CommandLine(new SpinglassCommand(terminal));
        line.getCommandSpec().addSubcommand("train", helpful(new CommandLine(new TrainCommand(terminal))));
        line.getCommandSpec().addSubcommand("predict", helpful(new CommandLine(new PredictCommand(terminal))));
        line.getCommandSpec().addSubcommand("evaluate", helpful(new CommandLine(new EvaluateCommand(terminal))));
        line.getCommandSpec().addSubcommand("export", helpful(new CommandLine(new ExportCommand(terminal))));
        line.getCommandSpec().addSubcommand("reproduce", helpful(new CommandLine(new ReproduceCommand(terminal))));
        line.getCommandSpec().addSubcommand("solve", helpful(new CommandLine(new SolveCommand(terminal))));
        line.getCommandSpec().addSubcommand("report", helpful(new CommandLine(new ReportCommand(terminal))));
        line.getCommandSpec().addSubcommand("serve", helpful(new CommandLine(new ServeCommand(terminal))));
        CommandLine qpu = new CommandLine(new QpuCommand(terminal));
        qpu.getCommandSpec().addSubcommand("embed", helpful(new CommandLine(new QpuEmbedCommand(terminal))));
        qpu.getCommandSpec().addSubcommand("emulate", helpful(new CommandLine(new QpuEmulateCommand(terminal))));
        qpu.getCommandSpec()
                .addSubcommand("solvers", helpful(new CommandLine(new QpuSolversCommand(terminal, environment))));
        line.getCommandSpec().addSubcommand("qpu", helpful(qpu));
        line.getCommandSpec().addSubcommand("completion", helpful(new CommandLine(new CompletionCommand(terminal))));
        line.getCommandSpec().addSubcommand("help", helpful(new CommandLine(new HelpCommand(terminal))));
        helpful(line);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(terminal.columns(), 80, 110));
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(
                (failure, command, result) -> failures.report(failure, isDebugging || isVerbose(command)));
        try {
            return line.execute(args);
        } catch (Error e) { // such as too little memory, which picocli hands on
            boolean isVerbose = line.getSubcommands().values().stream().anyMatch(Main::isVerbose);
            return failures.report(e, isDebugging || isVerbose);
        }
    }

    private static boolean isVerbose(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof WorkCommand work && work.isVerbose();
    }

    private static CommandSpec helpful(CommandLine line) {
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
        return spec;
    }
}
