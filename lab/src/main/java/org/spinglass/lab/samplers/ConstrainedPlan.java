// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.dwave.DwaveConstrained;

/** A sampler's service that takes constrained models whole, too; its settings were checked. */
public interface ConstrainedPlan {
    /** The solver of constrained models, to be closed. */
    DwaveConstrained openConstrained();

    /** Time of a search; null for the solver's least. */
    @Nullable
    Duration timeLimit();

    /** How problems are labelled. */
    String label();
}
