// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.settings.SingleValue;
import org.spinglass.network.NetworkException;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The network of an experiment.
 *
 * @param name as written: of a network that comes with the program, or the path of a YAML file, which is taken from the
 *     folder of the experiment's file
 * @param spec its architecture; that of a file as the file says it
 */
@JsonDeserialize(using = ExperimentNetwork.Reader.class)
public record ExperimentNetwork(String name, NetworkSpec spec) implements SingleValue {

    /**
     * What {@code train --network} takes too: what ends in {@code .yaml} or {@code .yml}, or is the name of a file that is
     * there, is read as a file.
     *
     * @param folder that a path is relative to
     * @throws NetworkException when there is no such network, or its file is damaged
     * @throws java.nio.file.InvalidPathException when the name can be no path
     */
    static ExperimentNetwork of(String name, Path folder) {
        boolean isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (isYaml || !name.isBlank() && Files.isRegularFile(folder.resolve(name))) {
            return new ExperimentNetwork(name, NetworkYaml.read(folder.resolve(name)));
        }
        return new ExperimentNetwork(name, Networks.spec(name));
    }

    /** Reads the name, and what it stands for. */
    static final class Reader extends ValueDeserializer<ExperimentNetwork> {
        @Override
        public ExperimentNetwork deserialize(JsonParser parser, DeserializationContext context) {
            String name = parser.getValueAsString("");
            try {
                return of(name, Records.folder(context));
            } catch (NetworkException | IllegalArgumentException e) {
                throw DatabindException.from(
                        parser, e.getMessage(), new IllegalArgumentException("network: " + e.getMessage(), e));
            }
        }
    }
}
