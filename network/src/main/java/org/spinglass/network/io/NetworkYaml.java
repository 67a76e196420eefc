// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Windows;

/**
 * Architectures as YAML:
 *
 * <pre>{@code
 * name: my-net
 * layers:
 *   - conv2d: {channels: 6, kernel: 5, bias: false}      # valid, stride 1, square kernel
 *   - conv2d: {channels: 8, kernel: 3, padding: same, stride: 2}   # or a number of zeros on each side
 *   - depthwise-conv2d: {channels: 8, kernel: 3, padding: same}    # each channel by itself
 *   - leaky-relu: 0.001                                  # slope from 0 to 1
 *   - relu                                               # slope 0
 *   - spectral-pool: {height: 14, width: 14, crop: centred}   # or crop: author
 *   - max-pool: {height: 7, width: 7}                    # equal windows that tile the input
 *   - max-pool: {window: 2}                              # 2x2 side by side; what is left over is cut off
 *   - max-pool: {window-height: 3, window-width: 2, stride: 2, padding: 1}
 *   - average-pool: {window: 2}                          # as max-pool
 *   - global-average-pool
 *   - flatten
 *   - point: a                                           # a name for what is computed so far
 *   - from: a                                            # goes on from there, not from the layer before
 *   - add: a                                             # the sum with the values there, of the same shape
 *   - concat: a                                          # the channels there behind the present ones
 *   - batchnorm                                          # each channel, or feature, over the batch
 *   - dropout: 0.2                                       # the share of values that training drops
 *   - linear: {outputs: 84, frozen: true}                # never trained
 *   - linear: {outputs: classes, bias: false}            # or a number
 * }</pre>
 *
 * <p>{@code bias} and {@code frozen} are false and {@code crop} centred when left out. The last layer with weights may
 * say {@code classes} for its {@code outputs} or {@code channels}, to follow the data. Anything else is refused with
 * the place and what was expected. All methods may be called from several threads.
 */
public final class NetworkYaml {
    private NetworkYaml() {}

    /**
     * Reads an architecture from a file in UTF-8.
     *
     * @throws NetworkException when the file cannot be read, or is not such a description; the message names file, line
     *     and column
     */
    public static NetworkSpec read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new NetworkException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new NetworkException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw new NetworkException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an architecture from a text.
     *
     * @param source what to call the text in messages
     * @param yaml the text
     * @throws NetworkException when the text is not such a description; the message names source, line and column
     */
    public static NetworkSpec parse(String source, String yaml) {
        return NetworkYamlReader.read(source, yaml);
    }

    /** The architecture as a text from which {@link #parse} makes an equal one. */
    public static String write(NetworkSpec spec) {
        String layers = spec.layers().stream().map(NetworkYaml::line).collect(Collectors.joining("\n"));
        return "name: \"" + spec.name() + "\"\nlayers:\n" + layers + "\n";
    }

    private static String line(LayerSpec spec) {
        boolean toClasses = spec instanceof LayerSpec.ToClasses;
        return "  - "
                + switch (spec.layer()) {
                    case Linear linear -> "linear: {outputs: " + outputs(linear, toClasses) + ends(linear) + "}";
                    case Conv2d conv -> "conv2d: " + values(conv, conv, toClasses);
                    case DepthwiseConv2d conv -> "depthwise-conv2d: " + values(conv, conv.ofChannel(), toClasses);
                    case SpectralPool(int height, int width, Crop crop) ->
                        String.format(
                                Locale.ROOT,
                                "spectral-pool: {height: %d, width: %d, crop: %s}",
                                height,
                                width,
                                YamlScalar.nameOf(crop));
                    case MaxPool(Windows windows) -> "max-pool: " + values(windows);
                    case AveragePool pool ->
                        pool.isGlobal() ? "global-average-pool" : "average-pool: " + values(pool.windows());
                    case Flatten _ -> "flatten";
                    case Point(String name) -> "point: \"" + name + "\"";
                    case Link.From(String name) -> "from: \"" + name + "\"";
                    case Link.Add(String name) -> "add: \"" + name + "\"";
                    case Link.Concat(String name) -> "concat: \"" + name + "\"";
                    case BatchNorm _ -> "batchnorm";
                    case Dropout(float p) -> "dropout: " + p;
                    case LeakyRelu(float slope) -> slope == 0 ? "relu" : "leaky-relu: " + slope;
                };
    }

    private static String outputs(WeightLayer layer, boolean toClasses) {
        return toClasses ? "classes" : Integer.toString(layer.outputs());
    }

    private static String values(WeightLayer layer, Conv2d conv, boolean toClasses) {
        return "{channels: " + outputs(layer, toClasses) + ", kernel: " + conv.kernel()
                + (conv.stride() == 1 ? "" : ", stride: " + conv.stride())
                + (conv.padding() == 0 ? "" : ", padding: " + conv.padding()) + ends(layer) + "}";
    }

    private static String ends(WeightLayer layer) {
        return ", bias: " + layer.bias() + (layer.frozen() ? ", frozen: true" : "");
    }

    private static String values(Windows windows) {
        String prefix = windows.isSized() ? "window-" : "";
        return "{" + prefix + "height: " + windows.height() + ", " + prefix + "width: " + windows.width()
                + (windows.stride() == 0 ? "" : ", stride: " + windows.stride())
                + (windows.padding() == 0 ? "" : ", padding: " + windows.padding()) + "}";
    }
}
