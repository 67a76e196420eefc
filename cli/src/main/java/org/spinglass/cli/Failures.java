package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.spinglass.data.DataException;
import org.spinglass.lab.LabException;
import org.spinglass.network.NetworkException;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.client.ConfigException;
import org.spinglass.quantum.client.SapiException;
import org.spinglass.training.TrainingException;
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
            return "unknown option '%s'; did you mean %s? '%s --help' lists the options"
                    .formatted(option, NearestMatch.of(option, names), asked);
        }
        Map<String, CommandLine> commands = command.getSubcommands();
        return commands.isEmpty()
                ? "'%s' is not expected; %s takes options only, '%s --help' lists them".formatted(word, asked, asked)
                : "unknown command '%s'; did you mean %s? '%s --help' lists the commands"
                        .formatted(word, NearestMatch.of(word, commands.keySet()), asked);
    }

    private static String missing(MissingParameterException e) {
        ArgSpec first = e.getMissing().getFirst();
        return name(first) + " needs a value: " + name(first) + " " + first.paramLabel();
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    /** Tells of a failure of the work; a stack trace follows when that was asked for. */
    int report(Throwable failure, boolean isVerbose) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        int code = switch (failure) {
            case UsageException _, ConfigException _ -> ExitCode.USAGE;
            case SapiException e when e.status() == SapiException.UNAUTHORIZED -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
        terminal.error(
                switch (failure) {
                    case UsageException _, WorkException _ -> message;
                    case DataException _, NetworkException _, TrainingException _, LabException _ -> message;
                    case ProcessorException _, CancellationException _ -> message;
                    case OutOfMemoryError _ ->
                        "not enough memory (" + message
                                + "); fewer --samples need less, SPINGLASS_OPTS=-Xmx... allows more";
                    default -> "internal error: " + failure + "; SPINGLASS_DEBUG=1 shows where";
                });
        if (isVerbose) {
            failure.printStackTrace(terminal.err());
            terminal.err().flush();
        }
        return code;
    }
}
