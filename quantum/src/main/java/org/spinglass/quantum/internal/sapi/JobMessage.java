// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as it is submitted.
 *
 * @param solver which is to solve it
 * @param type ising, qubo or another
 * @param data the problem in its format
 * @param params how, by the names of the processor
 * @param label empty for none
 */
public record JobMessage(SolverIdentity solver, String type, JsonNode data, JsonNode params, String label) {
    private static final String WHAT = "job";
    private static final String READS = "num_reads";
    private static final String TIME = "annealing_time";
    private static final String MODE = "answer_mode";
    private static final String SCALE = "auto_scale";
    private static final String INITIAL = "initial_state";
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /**
     * The message for a job of spins. Scaling by the processor is its default and only mentioned where it is not wanted; a seed
     * goes to processors only that list {@value AnnealJob#SEED} among their parameters.
     *
     * @throws IllegalArgumentException naming a qubit or coupler that the processor does not have
     */
    public static JobMessage of(AnnealJob job, ProcessorProperties properties) {
        AnnealParameters parameters = job.parameters();
        ObjectNode params = JsonMapper.shared().createObjectNode().put(READS, parameters.reads());
        parameters.annealingTime().ifPresent(time -> params.put(TIME, time));
        params.put(MODE, parameters.answerMode() == AnswerMode.RAW ? "raw" : "histogram");
        if (!parameters.autoScale()) {
            params.put(SCALE, false);
        }
        if (job.seed().isPresent() && properties.parameters().contains(AnnealJob.SEED)) {
            params.put(AnnealJob.SEED, job.seed().getAsLong());
        }
        parameters
                .others()
                .forEach((name, value) -> params.set(name, JsonMapper.shared().valueToTree(value)));
        return new JobMessage(
                new SolverIdentity(properties.name(), properties.graphId()),
                ProblemType.ISING.wireName(),
                QpProblem.write(job.problem(), properties.graph()),
                params,
                job.label());
    }

    /** {@code {"solver": {}, "data": {}, "type": "ising", "params": {}, "label": "..."}}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.set("solver", solver.toJson());
        json.set("data", data);
        json.put("type", type);
        json.set("params", params);
        if (!label.isEmpty()) {
            json.put("label", label);
        }
        return json;
    }

    /**
     * The job of a message; its data and parameters are looked at by {@link #job} only.
     *
     * @throws IllegalArgumentException naming a field that is missing or of another kind
     */
    public static JobMessage of(JsonNode json) {
        if (!json.isObject()) {
            throw Fields.unexpected(WHAT, "a job", json, "an object");
        }
        JsonNode data = json.path("data");
        if (!data.isObject()) {
            throw Fields.unexpected(WHAT, "data", data, "an object");
        }
        JsonNode params = json.path("params");
        if (!params.isObject() && !params.isMissingNode() && !params.isNull()) {
            throw Fields.unexpected(WHAT, "params", params, "an object");
        }
        return new JobMessage(
                SolverIdentity.of(json.path("solver")),
                Fields.text(json, "type", WHAT),
                data,
                params.isObject() ? params : JsonMapper.shared().createObjectNode(),
                json.path("label").asString(""));
    }

    /**
     * The job in terms of spins and <em>without its offset</em>, which processors leave out of energies. A problem of zeros
     * and ones is turned by x = (1 + s) / 2 into one of the same energies. A job with flux biases that does not ask for scaling
     * is not scaled.
     *
     * @throws IllegalArgumentException naming what does not fit the processor or is not understood
     */
    public AnnealJob job(WorkingGraph graph) {
        QubitProblem problem = QpProblem.read(data, graph);
        QubitProblem spins =
                ProblemType.of(type) == ProblemType.QUBO ? QuboSpins.of(problem) : QuboSpins.withOffset(problem, 0);
        return new AnnealJob(spins, parameters(), label, seed());
    }

    private OptionalLong seed() {
        JsonNode seed = params.path(AnnealJob.SEED);
        if (!params.hasNonNull(AnnealJob.SEED)) {
            return OptionalLong.empty();
        }
        if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
            throw Fields.unexpected("params", AnnealJob.SEED, seed, "a whole number of 64 bits");
        }
        return OptionalLong.of(seed.longValue());
    }

    private AnnealParameters parameters() {
        Map<String, Object> others = new LinkedHashMap<>(JsonMapper.shared().convertValue(params, VALUES));
        others.remove(READS);
        others.remove(TIME);
        others.remove(MODE);
        others.remove(SCALE);
        others.remove(AnnealJob.SEED);
        others.values().removeIf(Objects::isNull);
        others.computeIfPresent(INITIAL, (name, state) -> spins(state));
        JsonNode scale = params.path(SCALE);
        if (!scale.isBoolean() && params.hasNonNull(SCALE)) {
            throw Fields.unexpected("params", SCALE, scale, "true or false");
        }
        int reads = params.hasNonNull(READS) ? Fields.wholeNumber(params, READS, "params") : 1;
        if (reads < 1) {
            throw Fields.unexpected("params", READS, params.path(READS), "at least 1");
        }
        return new AnnealParameters(
                reads,
                params.hasNonNull(TIME)
                        ? OptionalDouble.of(Fields.number(params, TIME, "params"))
                        : OptionalDouble.empty(),
                mode(others.containsKey(INITIAL)),
                scale.asBoolean(!others.containsKey(AnnealControls.FLUX_BIASES)),
                others);
    }

    /** A state of zeros and ones as one of spins; whatever else stands for qubits that are not in use stays. */
    private Object spins(Object state) {
        if (!type.equals(ProblemType.QUBO.wireName()) || !(state instanceof List<?> values)) {
            return state;
        }
        List<Object> spins = new ArrayList<>(values);
        spins.replaceAll(value -> Integer.valueOf(0).equals(value) ? -1 : value);
        return spins;
    }

    private AnswerMode mode(boolean isReverse) {
        JsonNode mode = params.path(MODE);
        if (mode.isMissingNode() || mode.isNull()) {
            return isReverse ? AnswerMode.RAW : AnswerMode.HISTOGRAM;
        }
        return switch (mode.asString("")) {
            case "raw" -> AnswerMode.RAW;
            case "histogram" -> AnswerMode.HISTOGRAM;
            default -> throw Fields.unexpected("params", MODE, mode, "\"histogram\" or \"raw\"");
        };
    }
}
