// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Map;
import org.spinglass.lab.settings.LabException;

/**
 * A sampler that was asked for by name and settings: checked, and not open. Making and describing one opens no connection,
 * starts no thread and builds no chip.
 */
public interface SamplerPlan {

    /** The name under which results are recorded. */
    String name();

    /**
     * Every setting that decides the answers, defaults included, by the names that a user gives them; of a file, what it
     * holds.
     */
    default Map<String, Object> options() {
        return Map.of();
    }

    /**
     * Opens the sampler.
     *
     * @param threads of an emulation, at least 1
     * @return to be closed
     * @throws LabException when a setting does not fit what was opened
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    OpenSampler open(int threads);
}
