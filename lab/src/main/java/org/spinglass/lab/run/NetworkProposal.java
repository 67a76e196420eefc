// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.network.layer.Networks;

/**
 * The network that is trained where none is named, and why. Measured in docs/experiments.md, "Which network".
 *
 * @param network name of a network that comes with the program
 * @param reason a sentence without its end
 */
public record NetworkProposal(String network, String reason) {
    /** The network of images whose class shows in colours and textures rather than in lines. */
    private static final String PHOTOS = "small-vgg";

    /** Rows and columns up to which LeNet's pools, which keep 14 by 14 frequencies, leave enough of an image. */
    private static final int MOST_OF_LENET = 40;

    private static final int FEWEST_PHOTOS = 500;

    /** The network for weights to start from, where none is named beside them: the usual one of such data. */
    public static NetworkProposal ofStart(RunData data) {
        boolean isTable = data.set().training() instanceof FeatureTable;
        return new NetworkProposal(
                isTable ? Networks.TABLE : Networks.DEFAULT, "--init without --network is for the usual network");
    }

    /**
     * A network for data that was read.
     *
     * @param method of training; the paper's and the difference method take LeNet and no deeper network
     * @param samples that are trained on
     */
    public static NetworkProposal of(String method, RunData data, int samples) {
        Labelled training = data.set().training();
        if (training instanceof FeatureTable) {
            return new NetworkProposal(Networks.TABLE, "the data is a table of features");
        }
        if (method.equals("pseudoinverse") || method.equals("difference")) {
            return new NetworkProposal(Networks.DEFAULT, "--method " + method + " is made for networks like it");
        }
        boolean isColour = training.channels() > 1;
        ImageSize size = data.size();
        boolean isLarge = Math.max(size.height(), size.width()) > MOST_OF_LENET;
        if (!isColour && !isLarge) {
            return new NetworkProposal(Networks.DEFAULT, "images in grey of " + size + ", which it learns in seconds");
        }
        String what = isColour ? "images in colour" : "images of " + size;
        if (samples < FEWEST_PHOTOS) {
            return new NetworkProposal(
                    Networks.DEFAULT, what + ", but fewer than " + FEWEST_PHOTOS + " of them to train on");
        }
        return new NetworkProposal(PHOTOS, what + ", " + FEWEST_PHOTOS + " or more to train on");
    }
}
