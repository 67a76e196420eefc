// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/**
 * Round trips of TSPLIB: places on a plane (EUC_2D, CEIL_2D, ATT) or the globe (GEO), or a matrix of distances. The
 * variable {@code city[k]} is the city of the step k; the first is city 1, as a round trip may begin anywhere.
 */
final class TspReader {
    /** Cities at most: the length of a tour has as many terms as their number cubed. */
    private static final int MOST_CITIES = 250;

    private final Lines lines;
    private final Map<String, String> fields = new HashMap<>();

    TspReader(Lines lines) {
        this.lines = lines;
    }

    ModelProblem read() throws IOException {
        int[][] far = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            String text = line.trim();
            if (text.isEmpty()) {
                continue;
            }
            if (text.equals("EOF")) {
                break;
            }
            int colon = text.indexOf(':');
            String key = (colon < 0 ? text : text.substring(0, colon)).trim().toUpperCase(Locale.ROOT);
            switch (key) {
                case "NODE_COORD_SECTION" -> far = new TspPlaces(lines, cities(), kind()).distances();
                case "EDGE_WEIGHT_SECTION" -> far = new TspMatrix(lines, cities(), layout()).distances();
                case "DISPLAY_DATA_SECTION" -> skip(cities());
                default -> {
                    if (colon < 0) {
                        throw lines.error(
                                lines.number(),
                                "'" + text + "'; expected a field such as DIMENSION: 52, or NODE_COORD_SECTION,"
                                        + " EDGE_WEIGHT_SECTION or EOF");
                    }
                    fields.put(key, text.substring(colon + 1).trim());
                }
            }
        }
        if (far == null) {
            throw lines.error("neither a NODE_COORD_SECTION nor an EDGE_WEIGHT_SECTION; expected one of them");
        }
        return problem(far);
    }

    private void skip(int count) throws IOException {
        for (int k = 0; k < count; k++) {
            lines.next();
        }
    }

    private String field(String name, String fallback) {
        return fields.getOrDefault(name, fallback).toUpperCase(Locale.ROOT);
    }

    private int cities() throws IOException {
        String type = field("TYPE", "TSP").split("\\s+")[0];
        if (!type.equals("TSP") && !type.equals("ATSP")) {
            throw lines.error("the type is " + type + "; expected TSP or ATSP");
        }
        return lines.whole(field("DIMENSION", ""), lines.number(), "DIMENSION", 3, MOST_CITIES);
    }

    private String kind() throws IOException {
        String kind = field("EDGE_WEIGHT_TYPE", "");
        if (!List.of("EUC_2D", "CEIL_2D", "GEO", "ATT").contains(kind)) {
            throw lines.error(
                    lines.number(),
                    "EDGE_WEIGHT_TYPE is '" + kind + "'; expected EUC_2D, CEIL_2D, GEO or ATT of places");
        }
        return kind;
    }

    private String layout() throws IOException {
        if (!field("EDGE_WEIGHT_TYPE", "").equals("EXPLICIT")) {
            throw lines.error(
                    lines.number(),
                    "EDGE_WEIGHT_TYPE is '" + field("EDGE_WEIGHT_TYPE", "") + "'; expected EXPLICIT of a matrix");
        }
        return field("EDGE_WEIGHT_FORMAT", "");
    }

    private static ModelProblem problem(int[][] far) {
        int n = far.length;
        Model model = new Model();
        Variables city = model.integers("city", 1, n, n);
        Expression[][] at =
                IntStream.range(0, n).mapToObj(step -> in(city.get(step), n)).toArray(Expression[][]::new);
        Sum length = new Sum(n * n * (n - 1));
        for (int step = 0; step + 1 < n; step++) {
            for (int a = 0; a < n; a++) {
                int here = a;
                add(length, at[step], at[step + 1], here, there -> far[here][there]);
                if (step == 0) { // after the last city of the tour comes the first one
                    add(length, at[0], at[n - 1], here, last -> far[last][here]);
                }
            }
        }
        model.minimise(length.toExpression());
        model.require("each city once", Rule.allDifferent(city));
        model.fix(city.get(0), 1);
        return new ModelProblem(model, answer -> words(answer, city, far));
    }

    /** Adds what a city costs here and each of the others there, in the order in which terms need not be merged. */
    private static void add(Sum length, Expression[] here, Expression[] there, int a, IntUnaryOperator far) {
        for (int b = 0; b < there.length; b++) {
            int distance = b == a ? 0 : far.applyAsInt(b);
            if (distance != 0) {
                length.add(distance, here[a], there[b]);
            }
        }
    }

    private static Expression[] in(Variable city, int cities) {
        return IntStream.rangeClosed(1, cities).mapToObj(city::is).toArray(Expression[]::new);
    }

    private static SequencedMap<String, String> words(Answer answer, Variables city, int[][] far) {
        List<String> tour = new ArrayList<>();
        long length = 0;
        for (int step = 0; step < far.length; step++) {
            int a = answer.value(city.get(step));
            int b = answer.value(city.get((step + 1) % far.length));
            tour.add(Integer.toString(a));
            length += far[a - 1][b - 1];
        }
        return ModelProblem.words("tour", String.join(" ", tour), "length", Long.toString(length));
    }
}
