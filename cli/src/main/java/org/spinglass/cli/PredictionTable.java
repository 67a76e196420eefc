// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.model.Prediction;

/** Prints what pictures or rows are: for people, as CSV, or as lines of JSON. */
abstract sealed class PredictionTable {
    private final PrintWriter out;
    private final int top;

    private PredictionTable(PrintWriter out, int top) {
        this.out = out;
        this.top = top;
    }

    /**
     * A table of so many classes for each picture or row.
     *
     * @param what {@code picture} or {@code row}, the key of the names
     */
    static PredictionTable of(PrintWriter out, String what, boolean isJson, boolean isCsv, int top) {
        if (isJson) {
            return new Json(out, what, top);
        }
        return isCsv ? new Csv(out, what, top) : new Text(out, top);
    }

    /** Prints a row. */
    final void row(String name, List<Prediction> predictions) {
        out.println(line(name, predictions.subList(0, Math.min(top, predictions.size()))));
    }

    /** A row as it is printed. */
    abstract String line(String name, List<Prediction> predictions);

    /** Prints a line before the first row. */
    final void heading(String line) {
        out.println(line);
    }

    private static String confidence(Prediction prediction, String format) {
        return prediction.confidence().isPresent()
                ? String.format(Locale.ROOT, format, prediction.confidence().getAsDouble())
                : "";
    }

    private static final class Text extends PredictionTable {
        Text(PrintWriter out, int top) {
            super(out, top);
        }

        @Override
        String line(String name, List<Prediction> predictions) {
            List<String> classes = new ArrayList<>();
            for (Prediction prediction : predictions) {
                classes.add((prediction.name() + " " + confidence(prediction, "%.3f")).strip());
            }
            String others =
                    classes.size() == 1 ? "" : "   (" + String.join(", ", classes.subList(1, classes.size())) + ")";
            return name + ": " + classes.getFirst() + others;
        }
    }

    private static final class Csv extends PredictionTable {
        Csv(PrintWriter out, String what, int top) {
            super(out, top);
            StringBuilder names = new StringBuilder(what);
            for (int k = 1; k <= top; k++) {
                names.append(",class")
                        .append(k)
                        .append(",confidence")
                        .append(k)
                        .append(",score")
                        .append(k);
            }
            heading(names.toString());
        }

        @Override
        String line(String name, List<Prediction> predictions) {
            StringBuilder line = new StringBuilder(quoted(name));
            for (Prediction prediction : predictions) {
                line.append(',').append(quoted(prediction.name()));
                line.append(',').append(confidence(prediction, "%.6f"));
                line.append(',').append(prediction.score());
            }
            return line.toString();
        }

        private static String quoted(String text) {
            boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
        }
    }

    private static final class Json extends PredictionTable {
        private final String what;

        Json(PrintWriter out, String what, int top) {
            super(out, top);
            this.what = what;
        }

        @Override
        String line(String name, List<Prediction> predictions) {
            List<Map<String, Object>> classes = new ArrayList<>();
            for (Prediction prediction : predictions) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("class", prediction.name());
                one.put("index", prediction.index());
                prediction.confidence().ifPresent(confidence -> one.put("confidence", confidence));
                one.put("score", prediction.score());
                classes.add(one);
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(what, name);
            row.put("class", predictions.getFirst().name());
            row.put("predictions", classes);
            return Records.json(row);
        }
    }
}
