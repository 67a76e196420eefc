// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;

/**
 * The network that was asked for.
 *
 * @param name as written: of a built-in network or of a file
 * @param spec its architecture, with the biases and the crop that were asked for
 * @param crop of its spectral pools; null for what a file says
 */
record NetworkChoice(
        String name, NetworkSpec spec, @Nullable String crop) {

    /**
     * The network of {@code --network}, {@code --bias} and {@code --crop}. What ends in {@code .yaml} or {@code .yml}, or
     * is the name of a file that is there, is read as a file, which keeps its own biases and crop unless told otherwise.
     *
     * @throws org.spinglass.network.NetworkException when there is no such network, or its file is damaged
     */
    static NetworkChoice of(TrainOptions options) {
        return of(options, Networks.DEFAULT);
    }

    /** The same with another network where none is named. */
    static NetworkChoice of(TrainOptions options, String usual) {
        String asked = options.network();
        String name = asked == null ? usual : asked;
        boolean isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (isYaml || (!name.isBlank() && Files.isRegularFile(OptionValues.path("--network", name)))) {
            Path file = OptionValues.path("--network", name);
            NetworkSpec spec = NetworkYaml.read(file);
            return new NetworkChoice(file.toString(), changed(spec, options.bias(), options.crop()), options.crop());
        }
        String crop = options.crop() == null ? RunConfiguration.crops().getFirst() : options.crop();
        return new NetworkChoice(name, changed(Networks.spec(name), options.bias(), crop), crop);
    }

    private static NetworkSpec changed(NetworkSpec spec, boolean bias, @Nullable String crop) {
        NetworkSpec biased = bias ? spec.withBias(true) : spec;
        return crop == null ? biased : biased.withCrop(RunConfiguration.cropNamed(crop));
    }
}
