package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.EmulatorOptions;
import picocli.CommandLine.Option;

/** The options that say how an emulated processor behaves. */
final class EmulatorChoice {
    @Option(
            names = "--noise",
            paramLabel = "X",
            description = "Standard deviation of what is added to each h and J as programmed. Default: 0.01.")
    private @Nullable String noise;

    @Option(names = "--temperature", paramLabel = "MK", description = "In millikelvin. Default: 16.")
    private @Nullable String temperature;

    @Option(
            names = "--schedule",
            paramLabel = "FILE.csv",
            description =
                    "Lines of s, A(s) and B(s) in GHz, as D-Wave publishes them. Default: a formula of that form.")
    private @Nullable String schedule;

    @Option(
            names = "--sweeps-per-microsecond",
            paramLabel = "N",
            description = "How fast the qubits come to equilibrium. Default: 20.")
    private @Nullable String sweeps;

    /** All of them, with a seed. */
    EmulatorOptions options(long seed) {
        EmulatorOptions options = EmulatorOptions.standard(seed);
        OptionalDouble error = within("--noise", noise, 0, 9);
        if (error.isPresent()) {
            options = options.withNoise(error.getAsDouble(), error.getAsDouble());
        }
        OptionalDouble heat = within("--temperature", temperature, 1e-6, 1e5);
        if (heat.isPresent()) {
            options = options.withTemperature(heat.getAsDouble());
        }
        OptionalDouble speed = within("--sweeps-per-microsecond", sweeps, 1e-6, 1e6);
        if (speed.isPresent()) {
            options = options.withSweepsPerMicrosecond(speed.getAsDouble());
        }
        return schedule == null ? options : options.withFunctions(read(OptionValues.path("--schedule", schedule)));
    }

    private static OptionalDouble within(String option, @Nullable String text, double least, double most) {
        OptionalDouble value = OptionValues.number(option, text);
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw new UsageException(
                    "%s is '%s'; expected a number from %s to %s".formatted(option, text, shown(least), shown(most)));
        }
        return value;
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static AnnealingFunctions read(Path file) {
        try {
            return AnnealingFunctions.read(file);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException("--schedule is '" + file + "'; there is no such file", e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
