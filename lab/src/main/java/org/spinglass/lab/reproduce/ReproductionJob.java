// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.Locale;

/**
 * One run of a reproduction.
 *
 * @param work the curve
 * @param seed of the run
 * @param time its part of the time to go
 */
record ReproductionJob(CurveWork work, long seed, TimeToGo.Work time) {
    String name() {
        return String.format(
                Locale.ROOT,
                "%s %s seed %d",
                work.experiment().figure(),
                work.curve().name(),
                seed);
    }
}
