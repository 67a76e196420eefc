// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run's {@code config.yaml}: what was asked, every setting that followed from it, and where the run was made.
 *
 * @param version of the program that began the run
 * @param started when, in universal time
 * @param configuration what was asked
 * @param settings of the trainer, all of them
 * @param reasons why the network and the settings that nobody named are what they are, by their names; null in records
 *     of earlier versions
 * @param dataDigest SHA-256 of the data set's decoded content
 * @param machine that the run began on
 * @param resumptions in their order; empty for a run in one go
 */
public record RunRecord(
        String version,
        String started,
        RunConfiguration configuration,
        Map<String, Object> settings,
        @Nullable Map<String, String> reasons,
        String dataDigest,
        MachineInfo machine,
        List<Resumption> resumptions) {
    /** Copies the collections. */
    public RunRecord {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        reasons = reasons == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        resumptions = List.copyOf(resumptions);
    }

    /**
     * A moment at which the run was taken up again.
     *
     * @param afterEpoch epochs that were done
     * @param at when, in universal time
     * @param version of the program
     * @param machine it went on on
     */
    public record Resumption(int afterEpoch, String at, String version, MachineInfo machine) {}

    /** The record of a run that begins now, here. */
    public static RunRecord begin(RunPlan plan, String dataDigest) {
        return new RunRecord(
                ProgramVersion.current(),
                now(),
                plan.configuration(),
                plan.trainer().options(),
                plan.reasons(),
                dataDigest,
                MachineInfo.current(),
                List.of());
    }

    /** The record of the same run, taken up again now, here. */
    public RunRecord resumed(RunConfiguration continued, int afterEpoch) {
        Resumption resumption = new Resumption(afterEpoch, now(), ProgramVersion.current(), MachineInfo.current());
        return new RunRecord(
                version,
                started,
                continued,
                settings,
                reasons,
                dataDigest,
                machine,
                Stream.concat(resumptions.stream(), Stream.of(resumption)).toList());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
