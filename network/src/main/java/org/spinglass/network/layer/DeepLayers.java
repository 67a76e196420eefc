// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.ArrayList;
import java.util.List;

/** The layers of the deeper architectures that come with the program, which are not the paper's. */
final class DeepLayers {
    private static final int KERNEL = 3;

    private final List<LayerSpec> layers = new ArrayList<>();
    private final float slope;

    private DeepLayers(float slope) {
        this.slope = slope;
    }

    /** Convolutions of 3x3 to 16, 16, 32 and 64 channels with max pools by 2x2, then a linear layer of 64. */
    static List<LayerSpec> vgg(float slope) {
        DeepLayers vgg = new DeepLayers(slope);
        vgg.convolution(16, 1).activation();
        vgg.convolution(16, 1).activation().pool();
        vgg.convolution(32, 1).activation().pool();
        vgg.convolution(64, 1).activation().pool();
        vgg.add(new Flatten()).add(new Linear(64, false)).activation();
        return vgg.toClasses();
    }

    /**
     * A residual network of three stages with 8, 16 and 32 channels, each of some blocks of two convolutions; stages but the
     * first begin with a stride of 2, and a 1x1 convolution for the shortcut.
     */
    static List<LayerSpec> residual(int blocksAStage, float slope) {
        DeepLayers residual = new DeepLayers(slope);
        residual.convolution(8, 1).activation();
        for (int stage = 0; stage < 3; stage++) {
            for (int block = 0; block < blocksAStage; block++) {
                residual.block("stage" + (stage + 1) + "." + (block + 1), 8 << stage, stage > 0 && block == 0);
            }
        }
        residual.add(AveragePool.global()).add(new Flatten());
        return residual.toClasses();
    }

    private void block(String name, int channels, boolean shrinks) {
        String begin = name + ".in";
        add(new Point(begin));
        convolution(channels, shrinks ? 2 : 1).activation().convolution(channels, 1);
        if (shrinks) {
            add(new Point(name)).add(new Link.From(begin)).add(new Conv2d(channels, 1, false).withStride(2));
        }
        add(new Link.Add(shrinks ? name : begin)).activation();
    }

    private DeepLayers convolution(int channels, int stride) {
        return add(new Conv2d(channels, KERNEL, stride, Conv2d.samePadding(KERNEL), false, false));
    }

    private DeepLayers activation() {
        return add(new LeakyRelu(slope));
    }

    private void pool() {
        add(MaxPool.ofWindows(2, 2));
    }

    private DeepLayers add(Layer layer) {
        layers.add(new LayerSpec.Fixed(layer));
        return this;
    }

    private List<LayerSpec> toClasses() {
        layers.add(new LayerSpec.ToClasses(new Linear(1, false)));
        return layers;
    }
}
