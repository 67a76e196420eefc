// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The pages of runs: the list, one run, several side by side, a new one, and what was deleted. Safe for any number of threads. */
final class RunPages {
    /** Runs that one page compares at most. */
    static final int MOST_COMPARED = 50;

    private final RunList runs;
    private final RunJobs jobs;
    private final Trash trash;
    private final RunActions actions;
    private final @Nullable RunStarter starter;
    private final Feed feed;
    private final PictureTrial trial = new PictureTrial();

    RunPages(RunList runs, RunJobs jobs, Trash trash, RunActions actions, @Nullable RunStarter starter, Feed feed) {
        this.runs = runs;
        this.jobs = jobs;
        this.trash = trash;
        this.actions = actions;
        this.starter = starter;
        this.feed = feed;
    }

    /** Adds the addresses of the pages and of what they ask. */
    void addTo(RoutesConfig routes) {
        routes.get("/", this::list);
        routes.get("/new", this::form);
        routes.get("/trash", this::trash);
        routes.get("/runs/{name}", this::run);
        routes.get("/compare", this::compare);
        routes.post("/runs/{name}/classify", this::classify);
        routes.get("/changes", request -> feed.follow(request, () -> Tree.embedded(all())));
        routes.get("/runs/{name}/changes", request -> feed.follow(request, progress(request.pathParam("name"))));
    }

    /** The runs with what goes on, and what was deleted. */
    private ObjectNode all() {
        ObjectNode all = Tree.object();
        ArrayNode rows = all.putArray("list");
        try {
            for (JsonNode row : runs.rows()) {
                String name = row.path("name").asString();
                String state = state(name, runs.root().resolve(name));
                rows.add(state.isEmpty() ? row : ((ObjectNode) row.deepCopy()).put("state", state));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.set("jobs", jobs.view());
        return all.put("trash", trash.count());
    }

    /** How a training from here gets on, {@code elsewhere} for one of another process, else empty. */
    private String state(String name, Path run) {
        String state = jobs.state(name);
        return state.isEmpty() && RunLock.isHeld(run) ? "elsewhere" : state;
    }

    private Path find(Context request) {
        return find(request.pathParam("name"));
    }

    private Path find(String name) {
        return runs.find(name).orElseThrow(() -> new NotFoundResponse("there is no run '" + name + "' here"));
    }

    private void list(Context request) {
        ObjectNode content = all().put("folder", runs.root().toString())
                .put("changes", "/changes")
                .put("canStart", actions.canStart());
        String deleted = request.queryParam("deleted");
        if (deleted != null) {
            trash.entry(deleted)
                    .ifPresent(entry ->
                            content.putObject("deleted").put("id", entry.id()).put("name", entry.name()));
        }
        request.html(Page.live("Runs - Spinglass", content));
    }

    private void trash(Context request) {
        ObjectNode content = Tree.object().put("home", "/").put("kept", Trash.KEPT.toDays());
        content.set("deletedRuns", trash.view());
        request.html(Page.live("Deleted runs - Spinglass", content));
    }

    private void form(Context request) {
        if (starter == null) {
            throw new NotFoundResponse("no run is begun from this page");
        }
        Map<String, String> values = new LinkedHashMap<>();
        String like = request.queryParam("like");
        if (like != null) {
            values.putAll(actions.like(find(like)));
        }
        request.queryParamMap().forEach((name, given) -> values.put(name, given.getFirst()));
        values.remove("like");
        ObjectNode content = Tree.object().put("home", "/");
        ObjectNode form = content.putObject("form");
        try {
            form.set("fields", RunActions.fields(starter, values));
        } catch (FieldException e) {
            throw new WebException(Objects.requireNonNullElse(e.getMessage(), "a field is wrong"), e);
        }
        ObjectNode given = form.putObject("values");
        values.forEach(given::put);
        request.html(Page.live("New run - Spinglass", content));
    }

    private void run(Context request) {
        String name = request.pathParam("name");
        ObjectNode content = Tree.object().put("home", "/").put("changes", request.path() + "/changes");
        if (runs.find(name).isEmpty() && !jobs.state(name).isEmpty()) { // not begun yet, or never
            content.putObject("pending").put("name", name);
            request.html(Page.live(name + " - Spinglass", content));
            return;
        }
        Path folder = find(name);
        content.putArray("runs").add(RunView.read(folder));
        content.put("state", state(name, folder)).put("message", jobs.message(name));
        content.put("canStart", actions.canStart());
        addTrials(content, List.of(name));
        request.html(Page.live(name + " - Spinglass", content));
    }

    /** What the run's model thinks of the picture that is the request's body. */
    private void classify(Context request) {
        byte[] picture =
                request.bodyAsBytes(); // whatever comes of it: what is not read ends the connection in mid-answer
        ObjectNode answer;
        try {
            answer = trial.classify(find(request), picture);
        } catch (WebException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            answer = Tree.object().put("error", e.getMessage());
        }
        request.contentType("application/json").result(Tree.embedded(answer));
    }

    /** Where the models of runs can be tried, for those that have one that takes pictures. */
    private void addTrials(ObjectNode content, List<String> names) {
        ArrayNode models = Tree.object().putArray("models");
        for (String name : names) {
            if (PictureTrial.isFor(find(name))) {
                models.addObject().put("name", name).put("url", Page.path(name) + "/classify");
            }
        }
        if (!models.isEmpty()) {
            content.set("models", models);
        }
    }

    private void compare(Context request) {
        List<String> names = request.queryParams("run").stream().distinct().toList();
        if (names.size() < 2 || names.size() > MOST_COMPARED) {
            throw new WebException("runs to compare: " + names.size() + "; expected 2 to " + MOST_COMPARED);
        }
        List<ObjectNode> views = new ArrayList<>();
        names.forEach(name -> views.add(RunView.read(find(name))));
        ObjectNode content = RunReport.compared(views).put("home", "/");
        addTrials(content, names);
        request.html(Page.live(views.size() + " runs - Spinglass", content));
    }

    private Supplier<String> progress(String name) {
        if (jobs.state(name).isEmpty()) {
            find(name);
        }
        return new RunProgress(
                runs.path(name).orElseThrow(), () -> state(name, runs.root().resolve(name)), () -> jobs.message(name));
    }
}
