// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.Growing.Doubles;
import org.spinglass.formats.Growing.Ints;
import org.spinglass.ising.model.Duplicates;

/**
 * Terms as JSON objects that name their variables: {@code label} and {@code bias}, {@code label_head} and
 * {@code label_tail} in dimod's schema 1; {@code id} and {@code coeff}, {@code id_head} and {@code id_tail} in bqpjson.
 * Repeated terms are refused. For one thread.
 */
final class LabelledTerms {
    /** A string, its characters aside, with its places in a list and a map. */
    private static final int BYTES_A_LABEL = 192;

    private final Input input;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Ints variables;
    private final Doubles linear;
    private final Ints head;
    private final Ints tail;
    private final Doubles quadratic;

    LabelledTerms(Input input) {
        this.input = input;
        this.variables = new Ints(input.budget());
        this.linear = new Doubles(input.budget());
        this.head = new Ints(input.budget());
        this.tail = new Ints(input.budget());
        this.quadratic = new Doubles(input.budget());
    }

    void readLinear(JsonReader json) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            Term term = term(json);
            if (term.one == null || term.head != null || term.tail != null) {
                throw json.error("a linear term has no label; expected label and bias, or id and coeff");
            }
            variables.add(number(term.one));
            linear.add(term.value);
        }
        json.endArray();
    }

    void readQuadratic(JsonReader json) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            Term term = term(json);
            if (term.head == null || term.tail == null || term.head.equals(term.tail)) {
                throw json.error(
                        "a quadratic term is not of two different variables; expected label_head, label_tail and"
                                + " bias, or id_head, id_tail and coeff");
            }
            head.add(number(term.head));
            tail.add(number(term.tail));
            quadratic.add(term.value);
        }
        json.endArray();
    }

    /** The members of one object. */
    private static final class Term {
        private @Nullable String one;
        private @Nullable String head;
        private @Nullable String tail;
        private double value;
    }

    private static Term term(JsonReader json) throws IOException {
        Term term = new Term();
        boolean hasValue = false;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "label", "id" -> term.one = json.label();
                case "label_head", "id_head" -> term.head = json.label();
                case "label_tail", "id_tail" -> term.tail = json.label();
                case "bias", "coeff" -> {
                    term.value = json.number();
                    hasValue = true;
                }
                default -> json.skip();
            }
        }
        json.endObject();
        if (!hasValue) {
            throw json.error("a term has no value; expected bias, or coeff");
        }
        return term;
    }

    private int number(String label) throws FormatException {
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        input.budget().take(BYTES_A_LABEL + label.length(), "more than " + names.size() + " labels");
        numbers.put(label, names.size());
        names.add(label);
        return names.size() - 1;
    }

    /** The problem of all terms times a factor. */
    Problem problem(Vartype vartype, VariableLabels labels, double offset, double scale) throws FormatException {
        int[] places = places(labels);
        ProblemBuilder builder = new ProblemBuilder(input, vartype, labels, quadratic.size(), Duplicates.REJECT);
        builder.addOffset(scale * offset);
        for (int k = 0; k < linear.size(); k++) {
            builder.addLinear(places[variables.get(k)], scale * linear.get(k), 0);
        }
        for (int k = 0; k < quadratic.size(); k++) {
            builder.addPair(places[head.get(k)], places[tail.get(k)], scale * quadratic.get(k), 0);
        }
        return builder.problem();
    }

    /** Where the label of each number comes among all labels. */
    private int[] places(VariableLabels labels) throws FormatException {
        int[] places = new int[names.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < labels.size(); i++) {
            Integer number = numbers.get(labels.json(i));
            if (number != null) {
                places[number] = i;
            }
        }
        for (int k = 0; k < places.length; k++) {
            if (places[k] < 0) {
                throw input.error("a term names " + JsonText.shown(VariableLabels.text(names.get(k)))
                        + ", which is not among the labels of variables");
            }
        }
        return places;
    }
}
