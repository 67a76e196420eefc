// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.OptionalDouble;

/**
 * What a model says of one class of one image, or of one row of a table.
 *
 * @param index number of the class, from 0
 * @param name name of the class
 * @param score the network's output for the class, as it is: near 1 where the image looks like the class to a network that
 *     was trained with squared error against 1 for the class and 0 for all others; not bounded, and not a probability
 * @param confidence from 0 to 1, all classes together 1: how often such an answer was right on the images that the model was
 *     calibrated with, see {@link Calibration}; empty for a model that was not
 */
public record Prediction(int index, String name, float score, OptionalDouble confidence) {}
