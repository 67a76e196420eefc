// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/** Weights that a run starts from where they are not drawn: those of another run, or of a file. */
final class StartWeights {
    private static final String WEIGHTS = "weights.safetensors";

    private StartWeights() {}

    /**
     * The weights that a run was asked to start from.
     *
     * @param init a run's folder, or a safetensors file of ours or of PyTorch under the documented names; null for none
     * @throws org.spinglass.network.NetworkException naming the file and all that does not fit the network
     */
    static @Nullable Weights asked(@Nullable String init, Network network) {
        if (init == null) {
            return null;
        }
        Path path = Path.of(init);
        return WeightsFile.read(Files.isDirectory(path) ? path.resolve(WEIGHTS) : path, network);
    }

    /** Those that a run has begun with, kept in its folder; null where they were drawn. */
    static @Nullable Weights kept(RunFolder folder, Network network) {
        return Files.exists(folder.start()) ? WeightsFile.read(folder.start(), network) : null;
    }
}
