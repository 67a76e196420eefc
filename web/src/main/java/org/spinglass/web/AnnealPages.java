// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.formats.FormatException;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.formats.Vartype;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page on which an annealing is watched: of a problem that somebody sends, or of a subproblem of a training. Few
 * are annealed at a time. Safe for any number of threads.
 */
final class AnnealPages {
    /** What may be sent to these addresses, by POST. */
    static final String PATHS = "/anneal/problem|/anneal/subproblem";

    private static final int AT_A_TIME = 2;
    private static final long MOST_MEMORY = 256 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Runs that can be chosen, the latest: the networks of all of them are read for the page. */
    private static final int MOST_RUNS = 40;

    private static final int FEW_SPINS = 24;
    private static final int LONGEST_NAME = 120;
    private static final String MODEL = "model.json";

    private final RunList runs;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private volatile @Nullable ArrayNode networks;

    AnnealPages(RunList runs) {
        this.runs = runs;
    }

    /** Adds the addresses of the page and of what it asks. */
    void addTo(RoutesConfig routes) {
        routes.get("/anneal", this::page);
        routes.post("/anneal/problem", request -> answer(request, body -> problem(request, body)));
        routes.post("/anneal/subproblem", request -> answer(request, this::subproblem));
    }

    private void page(Context request) {
        ObjectNode content = Tree.object().put("home", "/");
        ObjectNode anneal = content.putObject("anneal");
        anneal.set("networks", networks());
        ArrayNode formats = anneal.putArray("formats");
        for (ProblemFormat format : ProblemFormat.values()) {
            formats.addArray().add(format.formatName()).add(format.description());
        }
        anneal.put("mostEpochs", SubproblemChoice.MOST_EPOCHS);
        anneal.put("bits", SubproblemWatch.settings().bits()).put("mostBits", SubproblemChoice.MOST_BITS);
        ArrayNode list = anneal.putArray("runs");
        try {
            StreamSupport.stream(runs.rows().spliterator(), false)
                    .filter(row -> row.path("data").asString("").equals(DataStore.DEFAULT_NAME))
                    .sorted(Comparator.comparing(
                                    (JsonNode row) -> row.path("started").asString(""))
                            .reversed())
                    .limit(MOST_RUNS)
                    .forEach(row -> add(list, row.path("name").asString()));
        } catch (IOException e) {
            throw new WebException(runs.root() + ": " + RunFiles.reason(e), e);
        }
        request.html(Page.live("Watch an annealing - Spinglass", content));
    }

    /** The digits are read for it, and so once. */
    private ArrayNode networks() {
        ArrayNode known = networks;
        if (known == null) {
            known = SubproblemWatch.networks();
            networks = known;
        }
        return known;
    }

    private void add(ArrayNode list, String name) {
        runs.find(name).filter(run -> Files.isRegularFile(run.resolve(MODEL))).ifPresent(folder -> {
            try {
                SubproblemWatch.add(
                        list.addObject().put("name", name), Model.read(folder).network());
            } catch (NetworkException damaged) {
                list.remove(list.size() - 1); // its own page says why
            }
        });
    }

    private interface Work {
        ObjectNode done(byte[] body);
    }

    private void answer(Context request, Work work) {
        byte[] body = request.bodyAsBytes(); // whatever comes of it: what is not read ends the connection in mid-answer
        ObjectNode answer;
        if (!places.tryAcquire()) {
            request.status(HttpStatus.SERVICE_UNAVAILABLE);
            answer = Tree.object().put("error", "other problems are being annealed; try again in a moment");
        } else {
            try {
                answer = work.done(body);
            } catch (WebException e) {
                request.status(HttpStatus.UNPROCESSABLE_CONTENT);
                answer = Tree.object().put("error", e.getMessage());
            } finally {
                places.release();
            }
        }
        request.contentType("application/json").result(Tree.embedded(answer));
    }

    private ObjectNode subproblem(byte[] body) {
        SubproblemChoice choice = SubproblemChoice.of(Tree.json("the request", body));
        Path run = choice.run().isEmpty()
                ? null
                : runs.find(choice.run())
                        .orElseThrow(() -> new WebException("there is no run '" + choice.run() + "' here"));
        return SubproblemWatch.record(choice, run);
    }

    private static ObjectNode problem(Context request, byte[] body) {
        String name = name(request.queryParam("name"));
        Problem problem = read(request, name, body);
        PlainIsing model = problem.model();
        if (model.spins() > StatePicture.MOST) {
            throw new WebException(String.format(
                    Locale.ROOT,
                    "%s: has %,d variables; expected at most %,d, as many as are drawn",
                    name,
                    model.spins(),
                    StatePicture.MOST));
        }
        int sweeps = number(request, "sweeps", 1, SubproblemChoice.MOST_SWEEPS);
        long seed = number(request, "seed", 0, Integer.MAX_VALUE);
        AnnealRecording.Recorded read =
                new AnnealRecording(BetaSchedule.automatic(), sweeps, InitialState.random(), seed, LONGEST).of(model);
        ObjectNode made = read.json();
        ArrayNode values = made.putArray("value");
        made.get("energy").forEach(energy -> values.add(problem.value(energy.asDouble())));
        made.put("size", model.spins()).put("title", name);
        made.set("problem", ProblemView.of(problem, read.last()));
        StatePicture.addShape(made, problem);
        made.remove("matrix");
        if (model.spins() <= FEW_SPINS) {
            double least = new ExactSearch()
                    .sample(model, SamplingRequest.of(1, 0))
                    .best()
                    .energy();
            made.put("bound", problem.value(least));
        }
        return made;
    }

    private static Problem read(Context request, String name, byte[] body) {
        try {
            ReadOptions usual = ReadOptions.standard();
            ReadOptions how = usual.withMaximumBytes(Math.min(MOST_MEMORY, usual.maximumBytes()));
            String vartype = Objects.requireNonNullElse(request.queryParam("vartype"), "");
            if (!vartype.isEmpty()) {
                how = how.withVartype(
                        switch (vartype) {
                            case "spin" -> Vartype.SPIN;
                            case "binary" -> Vartype.BINARY;
                            default -> throw new WebException("vartype is '" + vartype + "'; expected spin or binary");
                        });
            }
            String format = Objects.requireNonNullElse(request.queryParam("format"), "");
            InputStream sent = new ByteArrayInputStream(body);
            return format.isEmpty()
                    ? ProblemFile.read(sent, name, how)
                    : ProblemFile.read(sent, name, ProblemFormat.named(format), how);
        } catch (FormatException e) {
            throw new WebException(
                    Objects.requireNonNullElse(e.getMessage(), name)
                            .replace("--format", "Format")
                            .replace("--vartype", "Variables"),
                    e);
        } catch (IllegalArgumentException e) { // of a format
            throw new WebException(Objects.requireNonNullElse(e.getMessage(), name), e);
        } catch (IOException e) {
            throw new WebException(name + ": " + RunFiles.reason(e), e);
        }
    }

    /** The last part of a name, by which the format may be known, without what a terminal would obey. */
    private static String name(@Nullable String given) {
        String name = Objects.requireNonNullElse(given, "")
                .replaceFirst("^.*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "");
        return name.isBlank() ? "the problem" : name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    private static int number(Context request, String name, int least, int most) {
        String text = Objects.requireNonNullElse(request.queryParam(name), "");
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new WebException(name + " is '" + text + "'; expected a whole number from " + least + " to " + most);
    }
}
