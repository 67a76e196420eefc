// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jgrapht.alg.color.SaturationDegreeColoring;
import org.jgrapht.alg.interfaces.VertexColoringAlgorithm.Coloring;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/**
 * Graphs of DIMACS, {@code p edge VERTICES EDGES} and lines {@code e A B}, to be coloured with as few colours as
 * possible. A file with fewer edges than it says, and not half as many either, is refused as cut off. The variable
 * {@code colour[v]} is that of the vertex v + 1, {@code used[c]} whether the colour c + 1 is used; there are as many
 * colours as a first colouring by saturation takes, with which a search may begin.
 */
final class ColouringReader {
    private static final int MOST_VERTICES = 100_000;
    private static final long MOST_BITS = 5_000_000;

    private final Lines lines;
    private final SimpleGraph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    private final List<int[]> edges = new ArrayList<>();
    private int vertices;
    private int declared;
    private long named;

    ColouringReader(Lines lines) {
        this.lines = lines;
    }

    ModelProblem read() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String[] words = line.trim().split("\\s+");
            switch (words[0]) {
                case "", "c", "n", "d", "v", "x" -> {} // comments, and what vertices are like, which colours do not ask
                case "p" -> header(words);
                case "e" -> edge(words);
                default -> throw lines.error(lines.number(), "'" + line.trim() + "'; expected a line c, p or e");
            }
        }
        if (vertices == 0) {
            throw lines.error("no line 'p edge VERTICES EDGES'; expected it first");
        }
        if (named < declared && 2 * named != declared) { // some headers count each edge from both sides
            throw lines.error("the file ends after " + named + " of the " + declared + " edges that its line p says");
        }
        return problem();
    }

    private void header(String[] words) throws IOException {
        if (vertices > 0 || words.length != 4 || !words[1].equals("edge") && !words[1].equals("col")) {
            throw lines.error(
                    lines.number(), "'" + String.join(" ", words) + "'; expected one line 'p edge VERTICES EDGES'");
        }
        vertices = lines.whole(words[2], lines.number(), "the number of vertices", 1, MOST_VERTICES);
        declared = lines.whole(words[3], lines.number(), "the number of edges", 0, Integer.MAX_VALUE);
        for (int v = 0; v < vertices; v++) {
            graph.addVertex(v);
        }
    }

    private void edge(String[] words) throws IOException {
        if (vertices == 0 || words.length != 3) {
            throw lines.error(
                    lines.number(),
                    "'" + String.join(" ", words) + "'; expected "
                            + (vertices == 0 ? "'p edge VERTICES EDGES' first" : "an edge such as e 1 2"));
        }
        int a = lines.whole(words[1], lines.number(), "a vertex", 1, vertices) - 1;
        int b = lines.whole(words[2], lines.number(), "a vertex", 1, vertices) - 1;
        if (a == b) {
            throw lines.error(lines.number(), "an edge from " + words[1] + " to itself; expected two vertices");
        }
        named++;
        if (graph.addEdge(a, b) != null) { // many files name each edge from both sides
            edges.add(new int[] {Math.min(a, b), Math.max(a, b)});
        }
    }

    private ModelProblem problem() throws IOException {
        Coloring<Integer> first = new SaturationDegreeColoring<>(graph).getColoring();
        int colours = first.getNumberColors();
        if ((long) vertices * colours > MOST_BITS) {
            throw lines.error(vertices + " vertices in " + colours + " colours; expected at most " + MOST_BITS
                    + " of both together");
        }
        Model model = new Model();
        Variables colour = model.integers("colour", 1, Math.max(2, colours), vertices);
        Variables used = model.binaries("used", Math.max(2, colours));
        model.minimise(used.sum());
        for (int[] edge : edges) {
            model.require(
                    (edge[0] + 1) + " and " + (edge[1] + 1),
                    Rule.allDifferent(colour.get(edge[0]), colour.get(edge[1])));
        }
        for (int v = 0; v < vertices; v++) {
            for (int c = 0; c < used.size(); c++) {
                model.require(
                        (v + 1) + " in " + (c + 1), colour.get(v).is(c + 1).implies(used.get(c)));
            }
        }
        for (int c = 1; c < used.size(); c++) {
            model.require("colour " + (c + 1) + " after " + c, used.get(c).implies(used.get(c - 1)));
        }
        Map<Variable, Integer> start = new HashMap<>();
        first.getColors().forEach((vertex, its) -> start.put(colour.get(vertex), its + 1));
        for (int c = 0; c < colours; c++) {
            start.put(used.get(c), 1);
        }
        return new ModelProblem(model, answer -> words(answer, colour), start);
    }

    private static SequencedMap<String, String> words(Answer answer, Variables colour) {
        long number = colour.stream().map(answer::value).distinct().count();
        return ModelProblem.words(
                "colours",
                Long.toString(number),
                "colouring",
                colour.stream()
                        .map(variable -> Integer.toString(answer.value(variable)))
                        .collect(Collectors.joining(" ")));
    }
}
