// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import org.spinglass.quantum.dwave.Environment;
import picocli.CommandLine;

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
        CommandLine line = new Commands(terminal, environment).program(terminal, args);
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
}
