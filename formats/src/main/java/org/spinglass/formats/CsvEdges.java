// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.spinglass.ising.model.Duplicates;

/**
 * Collects edges between named variables: of a graph whose cut is to be maximised, or coefficients where the kind of
 * variables is told, linear between a variable and itself, repeated ones added. Names that are all whole numbers are put
 * in order; others stay in that of their first appearance. For one thread.
 */
final class CsvEdges {
    private static final int BYTES_A_NAME = 192;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[-+.0-9].*|");
    private static final Pattern WEIGHT =
            Pattern.compile("w|q|weight|value|bias|coeff|coefficient|capacity|cost|distance", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile(
            "(?:source|target|from|to|src|dst|tail|head|start|end|node|vertex|variable|var|i|j|u|v|x|y|row|col|column)"
                    + "[ _-]?(?:id|name|[0-9ijuv])?",
            Pattern.CASE_INSENSITIVE);

    private final Input input;
    private final TextScanner text;
    private final EntryList list;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    CsvEdges(Input input, TextScanner text) {
        this.input = input;
        this.text = text;
        this.list = new EntryList(input.budget());
    }

    /** Whether words are the names of columns: two for the ends of an edge, and one more for its weight. */
    static boolean isHeader(List<String> words, int columns) {
        if (columns != 2 && columns != 3) {
            return false;
        }
        boolean areEnds =
                END.matcher(words.get(0)).matches() && END.matcher(words.get(1)).matches();
        boolean areWords = words.stream().noneMatch(word -> NUMBER.matcher(word).matches());
        return columns == 2
                ? areEnds
                : areWords
                        && !WEIGHT.matcher(words.get(0)).matches()
                        && !WEIGHT.matcher(words.get(1)).matches();
    }

    void add(String from, String to, double value, long line) throws FormatException {
        list.add(number(from), number(to), value, line);
    }

    private int number(String name) throws FormatException {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        input.budget().take(BYTES_A_NAME + name.length(), "more than " + names.size() + " names");
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    Problem problem() throws FormatException {
        if (list.size() == 0) {
            throw input.error("it has no edges; expected at least one");
        }
        int[] places = new int[names.size()];
        VariableLabels labels = labels(places);
        return input.options().vartype().isPresent()
                ? coefficients(input.options().vartype().get(), labels, places)
                : graph(labels, places);
    }

    /** The labels, and where each name comes among them. */
    private VariableLabels labels(int[] places) {
        if (!names.stream().allMatch(name -> WHOLE.matcher(name).matches()) || distinct() < names.size()) {
            Arrays.setAll(places, i -> i);
            return VariableLabels.ofJson(names.stream().map(JsonText::quoted).toList());
        }
        int[] sorted = names.stream().mapToInt(Integer::parseInt).sorted().toArray();
        Arrays.setAll(places, i -> Arrays.binarySearch(sorted, Integer.parseInt(names.get(i))));
        return VariableLabels.of(sorted);
    }

    /** How many numbers the names are, of which two may be one, such as 1 and 01. */
    private long distinct() {
        return names.stream().mapToInt(Integer::parseInt).distinct().count();
    }

    private Problem graph(VariableLabels labels, int[] places) throws FormatException {
        input.note("taken for a graph whose cut is to be maximised; with --vartype spin or --vartype binary"
                + " it is read as coefficients");
        text.comments().dropConstant("a cut has none");
        boolean isSymmetric = input.options().duplicates().isEmpty() && list.isSymmetric();
        if (isSymmetric) {
            input.note("every edge is given in both directions, and counts once");
        }
        ProblemBuilder builder =
                new ProblemBuilder(input, Vartype.SPIN, labels, list.size(), Duplicates.REJECT).ofGraph();
        double total = 0;
        for (int e = 0; e < list.size(); e++) {
            if (list.from(e) == list.to(e)) {
                throw FormatException.atLine(
                        input.source(),
                        list.line(e),
                        "an edge joins " + JsonText.shown(names.get(list.from(e)))
                                + " with itself; with --vartype spin or --vartype binary it is a linear coefficient");
            }
            if (!isSymmetric || list.from(e) < list.to(e)) {
                builder.addPair(places[list.from(e)], places[list.to(e)], list.value(e), list.line(e));
                total += list.value(e);
            }
        }
        if (!Double.isFinite(total)) {
            throw input.error("the sum of all weights is " + total + "; it must be finite");
        }
        return Problem.maxCut(builder.model(), labels);
    }

    private Problem coefficients(Vartype vartype, VariableLabels labels, int[] places) throws FormatException {
        ProblemBuilder builder = new ProblemBuilder(input, vartype, labels, list.offDiagonal(), Duplicates.SUM);
        builder.addOffset(text.comments().constant());
        for (int e = 0; e < list.size(); e++) {
            int i = places[list.from(e)];
            int j = places[list.to(e)];
            if (i == j) {
                builder.addLinear(i, list.value(e), list.line(e));
            } else {
                builder.addPair(i, j, list.value(e), list.line(e));
            }
        }
        return builder.problem();
    }
}
