// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import ai.djl.ndarray.NDArray;

/** What backpropagation minimises on a batch. */
public enum Loss {
    /**
     * PyTorch's {@code MSELoss}: the mean over samples <em>and</em> outputs of the squared distance to the plain one-hot
     * target, the paper's protocol. The loss that reports and listeners see is this program's, summed over the outputs:
     * as many times larger as there are outputs. AdamW divides a gradient by its own size, so the factor hardly matters
     * to training. It is taken of the network's output as it is, behind a final activation too, since the paper's
     * networks of figures 5 and 6 have the activation behind every layer.
     */
    MEAN_SQUARED_ERROR("mse") {
        @Override
        NDArray of(TorchNetwork.Outputs outputs, NDArray targets) {
            return outputs.activated().sub(targets).square().mean();
        }
    },

    /**
     * PyTorch's {@code CrossEntropyLoss}: the mean over samples of minus the logarithm of the softmax at the label. It is
     * taken of {@code y}, the output before a final activation, which would squash the outputs of all other classes.
     */
    CROSS_ENTROPY("cross-entropy") {
        @Override
        NDArray of(TorchNetwork.Outputs outputs, NDArray targets) {
            NDArray likelihoods = outputs.beforeActivation().logSoftmax(1).mul(targets);
            return likelihoods.sum().mul(-1f / targets.getShape().get(0));
        }
    };

    private final String text;

    Loss(String text) {
        this.text = text;
    }

    /** The loss as one number that gradients can be taken of. */
    abstract NDArray of(TorchNetwork.Outputs outputs, NDArray targets);

    /** As options and records name it: {@code mse} or {@code cross-entropy}. */
    @Override
    public String toString() {
        return text;
    }
}
