// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a page can do to runs: begin, stop and resume them, put tags to them, delete them and put them back. Asked and
 * answered in JSON; where something is wrong the answer has {@code error} and, where one is known, {@code field}.
 */
final class RunActions {
    /** Longer values are none that a field has. */
    private static final int LONGEST_VALUE = 1000;

    private final RunList runs;
    private final RunJobs jobs;
    private final Trash trash;
    private final @Nullable RunStarter starter;

    RunActions(RunList runs, RunJobs jobs, Trash trash, @Nullable RunStarter starter) {
        this.runs = runs;
        this.jobs = jobs;
        this.trash = trash;
        this.starter = starter;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/form", answering(HttpStatus.OK, this::fields));
        routes.post("/runs", answering(HttpStatus.CREATED, this::start));
        routes.post("/runs/{name}/stop", answering(HttpStatus.ACCEPTED, this::stop));
        routes.post("/runs/{name}/resume", answering(HttpStatus.ACCEPTED, this::resume));
        routes.post("/runs/{name}/tags", answering(HttpStatus.OK, this::tag));
        routes.post("/runs/{name}/delete", answering(HttpStatus.OK, this::delete));
        routes.post("/trash/{id}/restore", answering(HttpStatus.OK, this::restore));
    }

    /** Whether runs can be begun. */
    boolean canStart() {
        return starter != null;
    }

    @FunctionalInterface
    private interface Action {
        ObjectNode answer(Context request);
    }

    private static Handler answering(HttpStatus good, Action action) {
        return request -> {
            HttpStatus status = good;
            ObjectNode answer;
            try {
                answer = action.answer(request);
            } catch (FieldException e) {
                status = HttpStatus.UNPROCESSABLE_CONTENT;
                answer = Tree.object().put("error", e.getMessage()).put("field", e.field());
            } catch (WebException e) {
                status = HttpStatus.UNPROCESSABLE_CONTENT;
                answer = Tree.object().put("error", e.getMessage());
            } catch (HttpResponseException e) {
                status = HttpStatus.forStatus(e.getStatus());
                answer = Tree.object().put("error", e.getMessage());
            }
            request.status(status).contentType("application/json").result(Tree.embedded(answer));
        };
    }

    /** The fields of the form for what was chosen so far. */
    private ObjectNode fields(Context request) {
        Map<String, String> values = new LinkedHashMap<>();
        request.queryParamMap().forEach((name, given) -> values.put(name, given.getFirst()));
        ObjectNode answer = Tree.object();
        answer.set("fields", fields(starter(), values));
        return answer;
    }

    /** The fields as a page takes them. */
    static ArrayNode fields(RunStarter starter, Map<String, String> values) {
        ArrayNode list = Tree.array();
        for (RunField field : starter.fields(values)) {
            ArrayNode choices = list.addObject()
                    .put("name", field.name())
                    .put("group", field.group())
                    .put("label", field.label())
                    .put("meaning", field.meaning())
                    .put("expected", field.expected())
                    .put("standard", field.standard())
                    .putArray("choices");
            field.choices()
                    .forEach(choice ->
                            choices.addObject().put("value", choice.value()).put("words", choice.words()));
        }
        return list;
    }

    private ObjectNode start(Context request) {
        RunStarter.Start start = starter().start(runs.root(), values(request), this::isTaken);
        if (runs.path(start.name()).isEmpty()) {
            throw new FieldException("name", "name is '" + start.name() + "'; expected one that a folder can have");
        }
        jobs.begin(start.name(), start.process());
        return named(start.name());
    }

    private boolean isTaken(String name) {
        return jobs.isActive(name)
                || runs.path(name)
                        .map(folder -> Files.exists(folder, LinkOption.NOFOLLOW_LINKS))
                        .orElse(true);
    }

    private ObjectNode stop(Context request) {
        String name = request.pathParam("name");
        body(request);
        if (!jobs.stop(name)) {
            find(name);
            throw new ConflictResponse(
                    RunLock.isHeld(runs.root().resolve(name))
                            ? "run '" + name + "' was not begun from this page; Ctrl-C stops it where it was"
                            : "run '" + name + "' is not being trained");
        }
        return named(name);
    }

    private ObjectNode resume(Context request) {
        String name = request.pathParam("name");
        Path run = find(name);
        Map<String, String> values = values(request);
        if (values.isEmpty()) {
            requireUnfinished(run);
        }
        jobs.whileIdle(name, () -> {
            requireFree(name, run);
            jobs.begin(name, starter().resume(run, values));
        });
        return named(name);
    }

    /** A run that is done goes on only where more epochs are asked of it. */
    private static void requireUnfinished(Path run) {
        ObjectNode view = RunView.progress(run);
        int planned = view.path("config").path("configuration").path("epochs").asInt(0);
        int done = view.path("metrics").path("epoch").size();
        if (view.path("summary").isObject()
                && !view.path("summary").path("interrupted").asBoolean()
                && done >= planned) {
            throw new FieldException(
                    "epochs", "the run is done, with all of its " + planned + " epochs; expected more");
        }
    }

    private ObjectNode tag(Context request) {
        String name = request.pathParam("name");
        Path run = find(name);
        RunTags.write(run, body(request).path("tags"));
        ObjectNode answer = named(name);
        answer.set("tags", RunTags.read(new RunFiles(run)));
        return answer;
    }

    private ObjectNode delete(Context request) {
        String name = request.pathParam("name");
        Path run = find(name);
        body(request);
        ObjectNode answer = named(name);
        jobs.whileIdle(name, () -> {
            requireFree(name, run);
            answer.put("deleted", trash.put(run));
        });
        return answer;
    }

    private ObjectNode restore(Context request) {
        body(request);
        return named(trash.restore(request.pathParam("id")));
    }

    private static void requireFree(String name, Path run) {
        if (RunLock.isHeld(run)) {
            throw new ConflictResponse("another process works on run '" + name + "'; expected it to have ended");
        }
    }

    private static ObjectNode named(String name) {
        return Tree.object().put("name", name).put("url", Page.path(name));
    }

    private RunStarter starter() {
        if (starter == null) {
            throw new NotFoundResponse("no run is begun from this page");
        }
        return starter;
    }

    private Path find(String name) {
        return runs.find(name).orElseThrow(() -> new NotFoundResponse("there is no run '" + name + "' here"));
    }

    private static ObjectNode body(Context request) {
        try {
            return Tree.json("the request", request.bodyAsBytes());
        } catch (WebException e) {
            throw new BadRequestResponse(Objects.requireNonNullElse(e.getMessage(), "the request is no JSON"));
        }
    }

    /** Texts by their names; an empty one is not given. */
    private static Map<String, String> values(Context request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : body(request).properties()) {
            if (!one.getValue().isString()) {
                throw new FieldException(
                        one.getKey(), "'" + one.getKey() + "' is no text; expected texts by the names of fields");
            }
            String text = one.getValue().stringValue().strip();
            if (text.length() > LONGEST_VALUE || text.chars().anyMatch(Character::isISOControl)) {
                throw new FieldException(
                        one.getKey(),
                        "'" + one.getKey() + "': expected one line of at most " + LONGEST_VALUE + " characters");
            }
            if (!text.isEmpty()) {
                values.put(one.getKey(), text);
            }
        }
        return values;
    }

    /** What a run was asked, by the names of fields, so that another can be begun like it. */
    Map<String, String> like(Path run) {
        JsonNode asked = RunView.progress(run).path("config").path("configuration");
        Map<String, String> chosen = new LinkedHashMap<>();
        add(chosen, asked, List.of("data", "network", "method", "sampler", "samples"));
        JsonNode preset = asked.path("settings").path("preset");
        if (preset.isString()) {
            chosen.put("preset", preset.stringValue());
        }
        try {
            List<String> names =
                    starter().fields(chosen).stream().map(RunField::name).toList();
            Map<String, String> values = new LinkedHashMap<>();
            add(values, asked.path("settings"), names);
            add(values, asked, names);
            return values;
        } catch (FieldException e) {
            throw new WebException("a run like this one is not begun from this page: " + e.getMessage(), e);
        }
    }

    private static void add(Map<String, String> values, JsonNode asked, List<String> names) {
        for (String name : names) {
            JsonNode value = asked.path(name);
            if (value.isValueNode() && !value.isNull()) {
                values.put(name, value.asString());
            }
        }
    }
}
