// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import java.util.Objects;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/**
 * A model for another process.
 *
 * @param card of the model
 * @param network as {@link NetworkYaml} writes it
 * @param input shape of the network's input
 * @param members of each network the matrices of weights, and behind them the numbers of its batch normalisations
 */
public record OutputsInput(ModelCard card, String network, Shape input, List<List<float[]>> members) {
    static OutputsInput of(Model model) {
        return new OutputsInput(
                model.card(),
                NetworkYaml.write(model.network().spec()),
                model.network().input(),
                model.members().stream()
                        .map(weights -> Objects.requireNonNull(TrainingInput.arraysOf(weights)))
                        .toList());
    }

    Model model() {
        Network on =
                NetworkYaml.parse("network", network).on(input, card.classes().size());
        return new Model(
                members.stream()
                        .map(arrays -> TrainingInput.weightsOf(on, arrays))
                        .toList(),
                card);
    }
}
