// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.spinglass.compute.NativeLibraryException;
import org.spinglass.data.DataException;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.network.NetworkException;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.RefusedJobException;
import org.spinglass.quantum.dwave.BudgetExceededException;
import org.spinglass.quantum.dwave.ConfigException;
import org.spinglass.quantum.dwave.SapiException;
import org.spinglass.training.TrainingException;
import org.spinglass.web.WebException;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line and an exit code for everything that can go wrong. */
final class Failures implements IParameterExceptionHandler {
    private static final String NATIVE = NativeLibraryException.class.getName() + ": ";
    private static final List<String> FULL =
            List.of("No space left on device", "File too large", "Disk quota exceeded", "Too many open files");

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        terminal.error(
                switch (e) {
                    case UnmatchedArgumentException unknown -> unknown(unknown);
                    case MissingParameterException missing -> missing(missing);
                    case OverwrittenOptionException twice ->
                        name(twice.getOverwritten()) + " is given twice; expected once";
                    default -> Objects.requireNonNullElse(e.getMessage(), "the options cannot be read");
                });
        return ExitCode.USAGE;
    }

    private static String unknown(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        String asked = command.getCommandSpec().qualifiedName();
        if (word.startsWith("-") && word.length() > 1) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> names = new ArrayList<>();
            command.getCommandSpec().options().forEach(known -> names.addAll(List.of(known.names())));
            return "unknown option '%s'; %s'%s --help' lists the options"
                    .formatted(option, NearestMatch.question(option, names), asked);
        }
        Map<String, CommandLine> commands = command.getSubcommands();
        return commands.isEmpty()
                ? "'%s' is not expected; %s takes options only, '%s --help' lists them".formatted(word, asked, asked)
                : "unknown command '%s'; %s'%s --help' lists the commands"
                        .formatted(word, NearestMatch.question(word, commands.keySet()), asked);
    }

    private static String missing(MissingParameterException e) {
        ArgSpec first = e.getMissing().getFirst();
        if (first.isPositional()) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            return "%s is missing; '%s --help' tells what is expected".formatted(first.paramLabel(), command);
        }
        boolean isGiven = String.valueOf(e.getMessage()).contains("parameter for option"); // without its value
        return name(first) + (isGiven ? " needs a value: " : " is missing; expected ") + name(first) + " "
                + first.paramLabel();
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    /** What the system at hand has refused, where that is the reason of a failure. */
    private static Optional<String> surroundings(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            int library = message.indexOf(NATIVE);
            if (library >= 0) { // the class that has not loaded it is asked for a second time
                return Optional.of(message.substring(library + NATIVE.length()).replaceFirst(" \\[in thread .*", ""));
            }
            if (cause instanceof NativeLibraryException) {
                return Optional.of(message);
            }
            if (message.contains("Too many open files")) {
                return Optional.of("this process may open no more files (ulimit -n); expected 64 or more");
            }
            if (message.contains("unable to create native thread")) {
                return Optional.of(
                        "the system gives this process no more threads (ulimit -u); fewer --threads need less");
            }
            if (cause instanceof IOException refused) {
                String file =
                        refused instanceof FileSystemException of && of.getFile() != null ? of.getFile() + ": " : "";
                return Optional.of(file + RecordFile.reason(refused));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a file could not be written because there is no more room for it, which is no fault of what was asked.
     */
    static boolean isOfFullDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            if (cause instanceof IOException && FULL.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Tells of a failure of the work; a stack trace follows when that was asked for. */
    int report(Throwable failure, boolean isVerbose) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        int code = switch (failure) {
            case UsageException _, ConfigException _ -> ExitCode.USAGE;
            case BudgetExceededException _ -> ExitCode.FAILED;
            case RefusedJobException _ -> ExitCode.USAGE;
            case SapiException e
            when e.status() == SapiException.UNAUTHORIZED || e.status() == SapiException.BAD_REQUEST -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
        terminal.error(
                switch (failure) {
                    case UsageException _, WorkException _ -> message;
                    case DataException _, NetworkException _, TrainingException _, LabException _, WebException _ ->
                        message;
                    case ProcessorException _, CancellationException _, WorkplaceException _ -> message;
                    case OutOfMemoryError _
                    when !message.contains("native thread") ->
                        "not enough memory (" + message
                                + "); fewer samples, reads or sweeps need less, SPINGLASS_OPTS=-Xmx... allows more";
                    default ->
                        surroundings(failure).orElse("internal error: " + failure + "; SPINGLASS_DEBUG=1 shows where");
                });
        if (isVerbose) {
            failure.printStackTrace(terminal.err());
            terminal.err().flush();
        }
        return code;
    }
}
