// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks to D-Wave's solver API (SAPI, representation 3) or to a service like it: lists solvers and opens processors.
 * Safe for several threads. Shows the token nowhere.
 */
public final class DwaveClient implements AutoCloseable {
    private static final String LIST = MediaType.SOLVERS.plain();
    private static final String ONE = MediaType.SOLVER.plain();
    private static final String SOLVERS = "solvers/remote/";
    private static final String STATIC = "all,-status,-avg_load";
    private static final String DYNAMIC = "none,+identity,+status,+avg_load";
    private static final String MOST_QUBITS = "-num_active_qubits";
    private static final String HYBRIDS = "hybrid";
    private static final String LATEST = "-properties.version";
    private static final Duration STATIC_AGE = Duration.ofHours(1);
    private static final Duration DYNAMIC_AGE = Duration.ofMinutes(15);
    private static final String PROCESSORS = "qpu";
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final BooleanSupplier ALWAYS = () -> true;

    private final ClientSettings settings;
    private final SapiConnection connection;
    private final ReplyCache cache;

    private DwaveClient(ClientSettings settings) {
        this.settings = settings;
        this.connection = new SapiConnection(settings);
        this.cache = new ReplyCache(settings.cache(), settings.token(), Clock.systemUTC());
    }

    /**
     * A client with options. Nothing is sent yet.
     *
     * @throws ConfigException when there is no token, or an option is of another kind than expected
     */
    public static DwaveClient open(DwaveConfig config, Environment environment) {
        return new DwaveClient(ClientSettings.of(config, environment));
    }

    /** Whether the options ask for certain solvers. */
    public boolean choosesSolver() {
        return settings.choosesSolver();
    }

    /** The solvers that the options ask for, in order; none where none has what is asked for. */
    public List<SolverInfo> solvers() {
        return solvers(settings.solver());
    }

    /**
     * The solvers of a filter, in order. Costs two requests, or none where their answers are still valid.
     *
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public List<SolverInfo> solvers(SolverFilter filter) {
        return solvers(filter, settings.category());
    }

    private List<SolverInfo> solvers(SolverFilter filter, String category) {
        String name = filter.soleName();
        List<JsonNode> whole = list(name, STATIC, STATIC_AGE);
        Map<JsonNode, JsonNode> states = new HashMap<>();
        if (!whole.isEmpty()) {
            list(name, DYNAMIC, DYNAMIC_AGE).forEach(state -> states.put(state.path("identity"), state));
        }
        List<SolverInfo> solvers = new ArrayList<>();
        for (JsonNode solver : whole) {
            SolverInfo merged = new SolverInfo(merged(solver, states.get(solver.path("identity"))));
            if (isOfCategory(merged, category)) {
                solvers.add(merged);
            }
        }
        return filter.select(solvers);
    }

    /**
     * The processor that the options ask for, whatever kind of solvers they name; without a choice of theirs the one
     * with the most qubits. Closing it closes this client.
     *
     * @throws ConfigException when no quantum processor that is online has what is asked for
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public DwaveProcessor processor() {
        SolverFilter filter =
                settings.choosesSolver() ? settings.solver() : settings.solver().orderedBy(MOST_QUBITS);
        List<SolverInfo> found = solvers(filter, PROCESSORS).stream()
                .filter(solver -> SolverJson.isProcessor(solver.json()))
                .toList();
        if (found.isEmpty()) {
            List<String> others = solvers(SolverFilter.parse(""), PROCESSORS).stream()
                    .filter(solver -> SolverJson.isProcessor(solver.json()))
                    .map(SolverInfo::name)
                    .toList();
            throw new ConfigException("Solver with the requested features not available: " + settings.solver() + "; "
                    + address() + " has "
                    + (others.isEmpty() ? "no quantum processor that is online" : String.join(", ", others)));
        }
        try {
            return new DwaveProcessor(
                    settings, connection, SolverJson.read(found.getFirst().json()), this);
        } catch (IllegalArgumentException e) {
            throw new SapiException(SapiException.NO_STATUS, "the service's answer is malformed: " + e.getMessage(), e);
        }
    }

    /**
     * The solver of whole binary quadratic models that the options ask for; without a choice of theirs the one of the
     * latest version. A category among the options does not count. Closing it closes this client.
     *
     * @throws ConfigException when no such solver that is online has what is asked for
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public DwaveHybrid hybrid() {
        SolverInfo found = hybrid(DwaveHybrid::isServed, "binary quadratic models");
        return new DwaveHybrid(settings, connection, found, this);
    }

    /**
     * The solver of constrained quadratic models that the options ask for, chosen as by {@link #hybrid()}.
     *
     * @throws ConfigException when no such solver that is online has what is asked for
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     */
    public DwaveConstrained constrained() {
        SolverInfo found = hybrid(DwaveConstrained::isServed, "constrained quadratic models");
        return new DwaveConstrained(settings, connection, found, this);
    }

    private SolverInfo hybrid(Predicate<SolverInfo> isServed, String models) {
        SolverFilter filter =
                settings.choosesSolver() ? settings.solver() : settings.solver().orderedBy(LATEST);
        List<SolverInfo> found =
                solvers(filter, HYBRIDS).stream().filter(isServed).toList();
        if (found.isEmpty()) {
            List<String> others = solvers(SolverFilter.parse(""), HYBRIDS).stream()
                    .filter(isServed)
                    .map(SolverInfo::name)
                    .toList();
            throw new ConfigException("Solver with the requested features not available: " + settings.solver() + "; "
                    + address() + " has "
                    + (others.isEmpty()
                            ? "no hybrid solver of " + models + " that is online"
                            : String.join(", ", others)));
        }
        return found.getFirst();
    }

    /** The address of the service; found out by a request where a region was given. */
    public URI address() {
        return connection.address(ALWAYS);
    }

    private static boolean isOfCategory(SolverInfo solver, String category) {
        return switch (category) {
            case "qpu", "hybrid" -> solver.category().equals(category);
            case "sw" -> solver.category().equals("software");
            default -> true;
        };
    }

    /** What changes seldom, and what changes often; a solver of which the latter is not told is offline. */
    private static JsonNode merged(JsonNode whole, @Nullable JsonNode state) {
        ObjectNode solver = (ObjectNode) whole.deepCopy();
        if (state == null) {
            return solver.put("status", "OFFLINE").put("avg_load", 0.0);
        }
        for (String key : List.of("status", "avg_load")) {
            if (state.has(key)) {
                solver.set(key, state.get(key));
            }
        }
        return solver;
    }

    private List<JsonNode> list(@Nullable String name, String filter, Duration age) {
        String path =
                SOLVERS + (name == null ? "" : SapiRequest.encoded(name)) + "?filter=" + SapiRequest.encoded(filter);
        String media = name == null ? LIST : ONE;
        JsonNode answer = cached(path, media, age);
        List<JsonNode> solvers = answer.isArray() ? answer.valueStream().toList() : List.of(answer);
        for (JsonNode solver : solvers) {
            if (solver.path("identity").path("name").asString("").isEmpty() && !solver.isEmpty()) {
                throw new SapiException(
                        SapiException.NO_STATUS, "the service lists a solver without a name; expected 'identity'");
            }
        }
        return solvers.stream().filter(solver -> !solver.isEmpty()).toList();
    }

    /** The answer to a question, asked for where it is not kept or not valid any more. */
    private JsonNode cached(String path, String media, Duration age) {
        URI address = connection.address(ALWAYS).resolve(path);
        Optional<JsonNode> valid = cache.valid(address, media);
        if (valid.isPresent()) {
            return valid.get();
        }
        SapiRequest question = SapiRequest.get(path, media);
        SapiReply reply =
                connection.reply(cache.tag(address, media).map(question::unless).orElse(question), ALWAYS);
        if (reply.status() == NOT_MODIFIED) {
            return cache.renew(address, media, reply, age)
                    .orElseThrow(() -> connection.refusal(reply.status(), reply.text()));
        }
        if (reply.status() == NOT_FOUND && media.equals(ONE)) {
            return JsonMapper.shared().createObjectNode();
        }
        JsonNode body = connection.json(reply, media);
        cache.keep(address, media, reply, body, age);
        return body;
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "DwaveClient" + settings;
    }
}
