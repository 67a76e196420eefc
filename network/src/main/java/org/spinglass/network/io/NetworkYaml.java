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
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.SpectralPool;

/**
 * Architectures as YAML:
 *
 * <pre>{@code
 * name: my-net
 * layers:
 *   - conv2d: {channels: 6, kernel: 5, bias: false}      # valid, stride 1, square kernel
 *   - leaky-relu: 0.001                                  # slope from 0 to 1
 *   - spectral-pool: {height: 14, width: 14, crop: centred}   # or crop: author
 *   - max-pool: {height: 7, width: 7}                    # equal windows that tile the input
 *   - max-pool: {window-height: 2, window-width: 2}      # equal windows; what is left over is cut off
 *   - flatten
 *   - linear: {outputs: classes, bias: false}            # or a number
 * }</pre>
 *
 * <p>{@code bias} is false and {@code crop} centred when left out. The last layer with weights may say {@code classes} for
 * its {@code outputs} or {@code channels}, to follow the data. Anything else is refused with the place and what was
 * expected. All methods may be called from several threads.
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
                    case Linear(int outputs, boolean bias) ->
                        "linear: {outputs: %s, bias: %b}".formatted(toClasses ? "classes" : outputs, bias);
                    case Conv2d(int channels, int kernel, boolean bias) ->
                        String.format(
                                Locale.ROOT,
                                "conv2d: {channels: %s, kernel: %d, bias: %b}",
                                toClasses ? "classes" : channels,
                                kernel,
                                bias);
                    case SpectralPool(int height, int width, Crop crop) ->
                        String.format(
                                Locale.ROOT,
                                "spectral-pool: {height: %d, width: %d, crop: %s}",
                                height,
                                width,
                                YamlScalar.nameOf(crop));
                    case MaxPool(int height, int width, boolean isWindow) ->
                        String.format(
                                Locale.ROOT,
                                isWindow
                                        ? "max-pool: {window-height: %d, window-width: %d}"
                                        : "max-pool: {height: %d, width: %d}",
                                height,
                                width);
                    case Flatten _ -> "flatten";
                    case LeakyRelu(float slope) -> "leaky-relu: " + slope;
                };
    }
}
