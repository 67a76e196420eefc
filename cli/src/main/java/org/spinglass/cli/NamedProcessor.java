// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;

/**
 * A processor under another name.
 *
 * @param properties its own, but for the name
 * @param processor does the work; closed with this one
 */
record NamedProcessor(ProcessorProperties properties, Processor processor) implements Processor {

    NamedProcessor(String name, Processor processor) {
        this(processor.properties().withName(name), processor);
    }

    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
        return processor.anneal(jobs, goesOn);
    }

    @Override
    public void check(AnnealJob job) {
        processor.check(job);
    }

    @Override
    public void close() {
        processor.close();
    }
}
