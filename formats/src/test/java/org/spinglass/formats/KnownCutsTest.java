// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/** What samplers reach on problems whose best known values others have published. */
final class KnownCutsTest {
    /** Best known values: the table beside the files (Biq Mac library, A. Wiegele 2007). */
    @ParameterizedTest
    @CsvSource({
        "biqmac-rudy/g05_100.0, 1430, 1000, 20, 1",
        "biqmac-rudy/pm1d_80.0, 227, 1000, 20, 1",
        "biqmac-ising/t2g10_5555, 6049461, 20000, 10, 1",
        "biqmac-ising/t3g5_5555, 10933215, 1000, 20, 1",
        "biqmac-ising/ising2.5-100_5555, 2460049, 2000, 100, 0.998",
        "biqmac-ising/ising3.0-100_5555, 2448189, 2000, 100, 0.998",
        "biqmac-ising/ising3.0-300_5555, 8493173, 5000, 20, 0.985"
    })
    void theAutomaticScheduleComesToTheBestKnownCut(String file, double best, int sweeps, int reads, double share)
            throws IOException {
        Problem problem = ProblemFile.read(KnownFiles.problem(file));
        try (Workers workers = Workers.of(2)) {
            SamplingRequest request =
                    SamplingRequest.of(sweeps, 1).withReads(reads).withWorkers(workers);
            SampleSet found = SimulatedAnnealing.singleSpin().sample(problem.model(), request);
            assertThat(problem.value(found.best().energy()))
                    .isLessThanOrEqualTo(best)
                    .isGreaterThanOrEqualTo(share * best);
        }
    }

    /** On K2000 the ballistic variant reaches cuts above 33,000 within 200 steps; random cuts are near 0. */
    @Test
    void simulatedBifurcationReachesThePublishedCutsOfTheCompleteGraph() throws IOException {
        Problem problem = ProblemFile.read(KnownFiles.problem("k2000/K2000.upper.bits"));
        SampleSet found = SimulatedBifurcation.ballistic()
                .sample(problem.model(), SamplingRequest.of(200, 1).withReads(8));
        assertThat(problem.value(found.best().energy())).isBetween(33_000.0, 33_337.0);
    }
}
