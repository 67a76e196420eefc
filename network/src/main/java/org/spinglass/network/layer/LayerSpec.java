// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

/** A layer of a {@link NetworkSpec}: complete, or with as many outputs as the data has classes. */
public sealed interface LayerSpec {
    /** The layer for data of so many classes. */
    Layer resolve(int classes);

    /** The layer as far as it is known; the outputs of a {@link ToClasses} are a placeholder. */
    Layer layer();

    /**
     * A layer that does not depend on the data.
     *
     * @param layer the layer
     */
    record Fixed(Layer layer) implements LayerSpec {
        @Override
        public Layer resolve(int classes) {
            return layer;
        }
    }

    /**
     * A weight layer with one output per class.
     *
     * @param layer the layer; its own number of outputs is not used
     */
    record ToClasses(WeightLayer layer) implements LayerSpec {
        /** Normalises the placeholder, so that equal specifications are equal. */
        public ToClasses {
            layer = layer.withOutputs(1);
        }

        @Override
        public Layer resolve(int classes) {
            return layer.withOutputs(classes);
        }
    }
}
