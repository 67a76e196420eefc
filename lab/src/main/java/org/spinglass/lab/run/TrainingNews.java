// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.EpochReport;

/**
 * An epoch that a training in another process has done.
 *
 * @param report of the epoch
 * @param weights after it
 * @param average of the weights
 */
public record TrainingNews(EpochReport report, List<float[]> weights, List<float[]> average) {}
