// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells where problems stand, at once or when one of them has ended. */
final class ProblemQueries {
    private static final int MOST = 1000;
    private static final int LONGEST_WAIT = 30;
    private static final double USUAL_WAIT = 1;

    private final ProblemStore store;

    ProblemQueries(ProblemStore store) {
        this.store = store;
    }

    /** The states of those with the given ids, once one of them has ended, or of those that match other conditions. */
    ArrayNode states(HttpRequest request) throws InterruptedException {
        String ids = request.query().get("id");
        boolean isFiltered =
                request.query().keySet().stream().anyMatch(name -> !name.equals("id") && !name.equals("timeout"));
        List<ServedProblem> found;
        if (ids == null || isFiltered) {
            String most = request.query().getOrDefault("max_results", Integer.toString(MOST));
            found = store.matching(filter(request)).stream()
                    .limit(number("max_results", most, MOST))
                    .toList();
        } else {
            List<String> wanted = List.of(ids.split(","));
            if (wanted.size() > MOST) {
                throw new Refusal(400, wanted.size() + " ids; expected at most " + MOST);
            }
            double seconds = timeout(request);
            found = waited(wanted, seconds);
        }
        ArrayNode states = JsonMapper.shared().createArrayNode();
        for (ServedProblem problem : found) {
            problem.ask();
            states.add(store.with(problem, each -> each.status(false)).toJson());
        }
        return states;
    }

    private List<ServedProblem> waited(List<String> ids, double seconds) throws InterruptedException {
        List<ServedProblem> known = store.awaited(ids, 0);
        known.forEach(ServedProblem::beginWait);
        try {
            return store.awaited(ids, seconds);
        } finally {
            known.forEach(ServedProblem::endWait);
        }
    }

    private static Predicate<ServedProblem> filter(HttpRequest request) {
        String ids = request.query().get("id");
        @Nullable String state = request.query().get("status");
        @Nullable String solver = request.query().get("solver");
        @Nullable String label = request.query().get("label");
        return problem -> (ids == null || Arrays.asList(ids.split(",")).contains(problem.id()))
                && (state == null || problem.state().name().equals(state.toUpperCase(Locale.ROOT)))
                && (solver == null || problem.solver().name().equals(solver))
                && (label == null || problem.message().label().equals(label));
    }

    private static double timeout(HttpRequest request) {
        String text = request.query().get("timeout");
        return text == null ? USUAL_WAIT : number("timeout", text, LONGEST_WAIT);
    }

    private static int number(String name, String text, int most) {
        if (text.matches("[0-9]{1,6}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        }
        throw new Refusal(400, name + " is '" + text + "'; expected a whole number from 1 to " + most);
    }

    /** Where one problem stands, with its answer once it has ended. */
    ObjectNode state(HttpRequest request, String id) throws InterruptedException {
        ServedProblem problem = store.require(id);
        waited(List.of(id), timeout(request));
        return store.with(problem, each -> each.status(true)).toJson();
    }
}
