// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.network.forward.Score;

/** The mean score of the samples of an epoch, as its steps saw them: each batch before the step that learns from it. */
final class SeenScore {
    private double loss;
    private double accuracy;
    private long samples;

    /** Counts in the score of so many samples. */
    void add(Score score, int count) {
        loss += score.loss() * count;
        accuracy += score.accuracy() * count;
        samples += count;
    }

    /** The mean, and begins anew. */
    Score take() {
        Score mean = new Score(loss / samples, accuracy / samples);
        loss = 0;
        accuracy = 0;
        samples = 0;
        return mean;
    }
}
