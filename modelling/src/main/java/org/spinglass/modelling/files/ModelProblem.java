// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;

/**
 * A model out of a file, what its answers mean there, such as a tour, an assignment or colours, and where a search may
 * begin.
 *
 * @param model of the file
 * @param words an answer in the file's own terms, by what they are called; empty of formats whose answers are names and
 *     values alone
 * @param start values of variables that are a fair answer already; empty where none is known
 * @param cqm the labels of a CQM file, which answers to dimod have; null of other formats
 */
public record ModelProblem(
        Model model,
        Function<Answer, SequencedMap<String, String>> words,
        Map<Variable, Integer> start,
        @Nullable CqmFile cqm) {
    /** Keeps a copy. */
    public ModelProblem {
        start = Map.copyOf(start);
    }

    /** Without a place to begin. */
    ModelProblem(Model model, Function<Answer, SequencedMap<String, String>> words) {
        this(model, words, Map.of(), null);
    }

    /** With a place to begin. */
    ModelProblem(Model model, Function<Answer, SequencedMap<String, String>> words, Map<Variable, Integer> start) {
        this(model, words, start, null);
    }

    /** Of dimod's format. */
    static ModelProblem of(CqmFile cqm) {
        return new ModelProblem(cqm.model(), answer -> words(Map.of()), Map.of(), cqm);
    }

    /** Of a format whose answers are names and values. */
    static ModelProblem of(Model model) {
        return new ModelProblem(model, answer -> words(Map.of()));
    }

    /** Terms in order. */
    static SequencedMap<String, String> words(Map<String, String> terms) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(terms));
    }

    /** A term, and another. */
    static SequencedMap<String, String> words(String first, String its, String second, String others) {
        SequencedMap<String, String> terms = new LinkedHashMap<>();
        terms.put(first, its);
        terms.put(second, others);
        return Collections.unmodifiableSequencedMap(terms);
    }
}
