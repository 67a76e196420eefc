// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.QpAnswer;
import org.spinglass.quantum.internal.sapi.SolverJson;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A quantum processor as a solver.
 *
 * @param processor remains the caller's
 */
record ProcessorWork(Processor processor) implements SolverWork {
    private static final String DESCRIPTION = "emulated annealer";

    @Override
    public String name() {
        return processor.properties().name();
    }

    @Override
    public ObjectNode definition() {
        return SolverJson.write(processor.properties(), DESCRIPTION);
    }

    @Override
    public void admit(JobMessage message) {
        try {
            processor.check(message.job(processor.properties().graph()));
        } catch (ProcessorException | IllegalArgumentException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public JsonNode answer(JobMessage message, BooleanSupplier goesOn) {
        WorkingGraph graph = processor.properties().graph();
        AnnealJob job = message.job(graph);
        QubitAnswer answer = processor.anneal(List.of(job), goesOn).getFirst();
        return QpAnswer.write(answer, job.parameters().answerMode(), graph.labels());
    }
}
