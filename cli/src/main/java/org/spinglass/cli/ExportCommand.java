// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.OnnxFile;
import org.spinglass.network.model.PyTorchFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass export}. */
@Command(
        name = "export",
        description = {"Writes a trained network as a file that other programs load.", ""},
        footerHeading = "%nFormats:%n",
        footer = {
            "  onnx         the whole way from pixels to classes, for ONNX Runtime and others: model.onnx",
            "  safetensors  the weights alone, by names that docs/networks.md tells: model.safetensors",
            "  pytorch      a Python module that builds the network and loads the weights beside it: model.py"
        })
final class ExportCommand extends WorkCommand {
    private static final List<String> FORMATS = List.of("onnx", "safetensors", "pytorch");
    private static final List<String> ENDINGS = List.of(".onnx", ".safetensors", ".py");

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder, which train has written.")
    private @Nullable String run;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "onnx, the default, safetensors or pytorch; else as the name of --out ends.")
    private @Nullable String format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file. Default: model.onnx and the like in the run's folder.")
    private @Nullable String out;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Path target = OptionValues.target("--out", out);
        String name = format == null ? formatOf(target) : OptionValues.oneOf("--format", format, FORMATS, List.of());
        Model model = PredictCommand.model(String.valueOf(run));
        Path file = target == null
                ? OptionValues.path("RUN", String.valueOf(run)).resolve("model" + ENDINGS.get(FORMATS.indexOf(name)))
                : target;
        try {
            switch (name) {
                case "safetensors" -> writeWeights(file, model);
                case "pytorch" -> PyTorchFile.write(file, model);
                default -> OnnxFile.write(file, model);
            }
        } catch (NetworkException e) {
            throw new WorkException(e.getMessage(), e);
        }
        terminal.out().println(file);
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static void writeWeights(Path file, Model model) {
        if (model.members().size() == 1) {
            WeightsFile.write(file, model.weights());
        } else {
            WeightsFile.write(file, model.members());
        }
    }

    private static String formatOf(@Nullable Path file) {
        String name = file == null ? "" : file.toString();
        return FORMATS.stream()
                .filter(known -> name.endsWith(ENDINGS.get(FORMATS.indexOf(known))))
                .findFirst()
                .orElse(FORMATS.getFirst());
    }
}
