// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import tools.jackson.databind.json.JsonMapper;

class ProblemStoreTest {
    private static final int LENGTH = 10_000;

    private final ProblemStore store = new ProblemStore(5 * LENGTH);

    private ServedProblem added() {
        SolverIdentity solver = new SolverIdentity("chip", null);
        JobMessage message = new JobMessage(
                solver,
                "ising",
                JsonMapper.shared().createObjectNode().put("lin", "x".repeat(LENGTH)),
                JsonMapper.shared().createObjectNode(),
                "");
        ServedProblem problem = new ServedProblem(store.name(), message, solver, "");
        store.add(problem);
        return problem;
    }

    private void end(ServedProblem problem) {
        store.with(problem, each -> {
            each.end(State.CANCELLED);
            return each;
        });
    }

    @Test
    void theOldestThatHaveEndedAreForgottenBySizeAndKnownToBeGone() {
        ServedProblem waiting = added();
        List<ServedProblem> ended = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            ended.add(added());
            end(ended.getLast());
        }
        assertThat(store.matching(problem -> true))
                .containsExactly(ended.get(9), ended.get(8), ended.get(7), ended.get(6), waiting);
        assertThat(store.require(waiting.id())).isSameAs(waiting);
        assertThatThrownBy(() -> store.require(ended.get(5).id()))
                .matches(e -> e instanceof Refusal refusal && refusal.status() == 410)
                .hasMessageContaining("no longer kept")
                .hasMessageContaining("up to 50000 bytes");
        for (String other : List.of("x", UUID.randomUUID().toString(), new ProblemStore(1).name())) {
            assertThatThrownBy(() -> store.require(other))
                    .matches(e -> e instanceof Refusal refusal && refusal.status() == 404);
        }
    }

    @Test
    void anAnswerCounts() {
        ServedProblem first = added();
        store.with(first, each -> {
            each.complete(JsonMapper.shared().createObjectNode().put("solutions", "x".repeat(4 * LENGTH)));
            return each;
        });
        assertThat(store.require(first.id()))
                .as("the last one stays, however large")
                .isSameAs(first);
        end(added());
        assertThatThrownBy(() -> store.require(first.id())).hasMessageContaining("no longer kept");
    }
}
