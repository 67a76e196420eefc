// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.WholeFile;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Windows;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models as a module of Python for <a href="https://pytorch.org">PyTorch</a>, which needs nothing besides.
 *
 * <p>The module defines the class {@code Network}, an ordinary {@code torch.nn.Module} whose {@code state_dict} has the
 * names of {@code weights.safetensors}, and {@code load(path)}, which makes one with the weights of such a file. It
 * takes images {@code [n, channels, height, width]} of the size that the model was trained with, values from 0 to 1, or
 * features {@code [n, features]} in their own units, and returns scores; {@code confidences(scores)} are what a
 * {@link Calibration} makes of them. {@code write_safetensors(path, network.state_dict())} writes weights that
 * {@link org.spinglass.network.io.WeightsFile} reads.
 */
public final class PyTorchFile {
    private static final String FIXED_PART = "pytorch.py";

    private final Network network;
    private final StringBuilder made = new StringBuilder();
    private final StringBuilder applied = new StringBuilder();
    private int weightLayers;
    private int norms;
    private boolean isFlat;

    private final Map<String, Named> points = new HashMap<>();

    /** Values that a point has given a name. */
    private record Named(String variable, boolean isFlat) {}

    private PyTorchFile(Network network) {
        this.network = network;
    }

    /**
     * Writes the module of a model; its weights are written by {@link org.spinglass.network.io.WeightsFile}.
     *
     * @param file the file, such as {@code model.py}, replaced when there is one
     * @param model the model
     * @throws NetworkException when the file cannot be written
     */
    public static void write(Path file, Model model) {
        WholeFile.write(file, text(model).getBytes(StandardCharsets.UTF_8));
    }

    static String text(Model model) {
        ModelCard card = model.card();
        Calibration calibration = card.calibration();
        String taken = switch (card.input()) {
            case ModelCard.Images images ->
                String.format(
                        Locale.ROOT,
                        "images)    # images: float32 [n, %d, %d, %d], values from 0 to 1",
                        images.channels(),
                        images.height(),
                        images.width());
            case ModelCard.Features features ->
                "features)    # features: float32 [n, " + features.values() + "], as FEATURES names them";
        };
        String head = """
                \"""The network %s for PyTorch, written by Spinglass.

                    network = load("weights.safetensors")
                    scores = network(%s
                    print(CLASSES[scores[0].argmax()])
                \"""

                """.formatted(model.network().name(), taken);
        String constants = """


                CLASSES = %s
                TEMPERATURE = %s
                ORIGIN = %s
                """.formatted(
                        literal(card.classes()),
                        calibration == null ? "None" : Double.toString(calibration.temperature()),
                        literal(card.origin()));
        return head
                + fixedPart()
                + constants
                + (card.input() instanceof ModelCard.Features features ? constants(features) : "")
                + new PyTorchFile(model.network())
                        .network(card.input(), model.members().size());
    }

    private static String constants(ModelCard.Features features) {
        return """
                FEATURES = %s
                MEANS = %s
                DEVIATIONS = %s
                """.formatted(literal(features.names()), literal(features.means()), literal(features.deviations()));
    }

    /** What is a literal of JSON and of Python. */
    private static String literal(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static String fixedPart() {
        try (InputStream in = PyTorchFile.class.getResourceAsStream(FIXED_PART)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + FIXED_PART);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String network(ModelCard.Input taken, int members) {
        switch (taken) {
            case ModelCard.Images images -> resize(images, network.input());
            case ModelCard.Features _ -> scale();
        }
        for (int i = 0; i < network.layers().size(); i++) {
            add(network.layers().get(i), network.shapes().get(i));
        }
        flatten();
        return """


                class %s(nn.Module):
                    def __init__(self):
                        super().__init__()
                %s
                    def forward(self, x):
                %s        return x
                """.formatted(members == 1 ? "Network" : "Member", made, applied)
                + (members == 1 ? "" : ensemble(members));
    }

    private static String ensemble(int members) {
        return """


                class Network(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.members = nn.ModuleList(Member() for _ in range(%s))

                    def forward(self, x):
                        return torch.stack([member(x) for member in self.members]).mean(0)
                """.formatted(members);
    }

    /**
     * Rows and columns at once, but for a single column: there PyTorch 2.13 takes the channels for columns when both
     * are resized, and is right when one follows the other.
     */
    private void resize(ModelCard.Images from, Shape to) {
        if (to.width() == 1 && from.width() != 1 && from.height() != to.height()) {
            interpolate(to.height(), from.width());
            interpolate(to.height(), 1);
        } else if (from.height() != to.height() || from.width() != to.width()) {
            interpolate(to.height(), to.width());
        }
    }

    private void interpolate(int height, int width) {
        apply("F.interpolate(x, (%d, %d), mode=\"bilinear\", align_corners=False, antialias=True)", height, width);
    }

    /** By buffers that move with the module and are no part of its {@code state_dict}. */
    private void scale() {
        made.append("""
                        self.register_buffer("means", torch.tensor(MEANS, dtype=torch.float32), persistent=False)
                        self.register_buffer("deviations", torch.tensor(DEVIATIONS, dtype=torch.float32), persistent=False)
                """);
        apply("(x - self.means) / self.deviations");
        isFlat = true;
    }

    private void apply(String call, Object... values) {
        applied.append("        x = ")
                .append(String.format(Locale.ROOT, call, values))
                .append('\n');
    }

    private void make(String kind, List<?> arguments, boolean bias) {
        String list = arguments.stream().map(argument -> argument + ", ").reduce("", String::concat);
        made.append("        self.layer%s = nn.%s(%sbias=%s)\n"
                .formatted(weightLayers, kind, list, bias ? "True" : "False"));
        apply("self.layer%d(x)", weightLayers++);
    }

    private void add(Layer layer, Shape input) {
        switch (layer) {
            case Linear linear -> {
                flatten();
                make("Linear", List.of(input.size(), linear.outputs()), linear.bias());
            }
            case Conv2d conv -> convolution(input, conv, conv.channels(), "");
            case DepthwiseConv2d conv ->
                convolution(input, conv.ofChannel(), conv.channels(), "groups=" + conv.channels());
            case SpectralPool pool -> {
                unflatten(input);
                String crop = pool.crop().name().toLowerCase(Locale.ROOT);
                apply("spectral_pool(x, %d, %d, \"%s\")", pool.height(), pool.width(), crop);
            }
            case MaxPool pool -> {
                unflatten(input);
                apply("F.max_pool2d(x, %s)", windows(pool.windows(), input));
            }
            case AveragePool pool -> {
                unflatten(input);
                String counted = pool.windows().padding() == 0 ? "" : ", count_include_pad=False";
                apply("F.avg_pool2d(x, %s%s)", windows(pool.windows(), input), counted);
            }
            case Flatten _ -> flatten();
            case Point(String name) -> {
                Named named = new Named("point" + points.size(), isFlat);
                points.put(name, named);
                applied.append("        ")
                        .append(named.variable)
                        .append(" = x  # ")
                        .append(name)
                        .append('\n');
            }
            case Link.From(String name) -> {
                apply("%s", named(name).variable);
                isFlat = named(name).isFlat;
            }
            case Link.Add(String name) -> apply("x + %s", like(named(name)));
            case Link.Concat(String name) -> apply("torch.cat((x, %s), 1)", like(named(name)));
            case BatchNorm _ -> {
                if (input.area() > 1) {
                    unflatten(input);
                }
                made.append("        self.norm%s = nn.BatchNorm%s(%s)\n"
                        .formatted(norms, isFlat ? "1d" : "2d", input.channels()));
                apply("self.norm%d(x)", norms++);
            }
            case Dropout(float p) -> apply("F.dropout(x, %s, self.training)", p);
            case LeakyRelu(float slope) when slope == 0 -> apply("F.relu(x)");
            case LeakyRelu(float slope) -> apply("F.leaky_relu(x, %s)", slope);
        }
    }

    private void convolution(Shape input, Conv2d conv, int channels, String groups) {
        unflatten(input);
        List<Object> arguments = new ArrayList<>(List.of(input.channels(), channels, conv.kernel()));
        if (conv.stride() != 1) {
            arguments.add("stride=" + conv.stride());
        }
        if (conv.padding() != 0) {
            arguments.add("padding=" + conv.padding());
        }
        if (!groups.isEmpty()) {
            arguments.add(groups);
        }
        make("Conv2d", arguments, conv.bias());
    }

    private Named named(String point) {
        return Objects.requireNonNull(points.get(point));
    }

    /**
     * The values at a point, and the present ones, as one row a sample where either are: such rows are the same
     * channels.
     */
    private String like(Named other) {
        if (other.isFlat) {
            flatten();
        }
        return isFlat && !other.isFlat ? other.variable + ".flatten(1)" : other.variable;
    }

    private static String windows(Windows windows, Shape input) {
        String stride = windows.stride() == 0 ? "" : ", stride=" + windows.stride();
        String padding = windows.padding() == 0 ? "" : ", padding=" + windows.padding();
        return "(" + windows.height(input) + ", " + windows.width(input) + ")" + stride + padding;
    }

    private void flatten() {
        if (!isFlat) {
            apply("x.flatten(1)");
            isFlat = true;
        }
    }

    private void unflatten(Shape shape) {
        if (isFlat) {
            apply("x.reshape(-1, %d, %d, %d)", shape.channels(), shape.height(), shape.width());
            isFlat = false;
        }
    }
}
