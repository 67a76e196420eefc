// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.EpochReport;

/**
 * What a training in another process came to.
 *
 * @param weights as of the last finished epoch
 * @param epochs all reports
 * @param isCancelled whether it was ended early
 */
public record TrainingAnswer(List<float[]> weights, List<EpochReport> epochs, boolean isCancelled) {}
