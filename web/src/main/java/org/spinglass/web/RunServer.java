// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The live page: the runs of a folder as a list, each as its report, several side by side, and those that go on as they go;
 * runs begin, stop and go on from there, and get tags, are deleted and put back. It answers only what its own pages ask, and
 * where other machines can ask only who knows its token. It reads and writes only folders directly in the one that it was
 * given. Threads may share this.
 */
public final class RunServer implements AutoCloseable {
    /** Pages that follow what goes on, at once. */
    static final int MOST_FOLLOWERS = 48;

    /** Runs that one page compares at most. */
    static final int MOST_COMPARED = 50;

    private static final System.Logger LOG = System.getLogger(RunServer.class.getName());
    private static final int MOST_CONNECTIONS = 128;
    private static final int OTHER_THREADS = 24;

    /** When there are so many connections those that say nothing for so long make room; {@link Feed} says more often. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(5);

    private static final int LONGEST_HEADER = 8192;

    private final RunList runs;
    private final ServerHost host;
    private final @Nullable AccessToken token;
    private final RunJobs jobs;
    private final Trash trash;
    private final RunActions actions;
    private final @Nullable RunStarter starter;
    private final PictureTrial trial = new PictureTrial();
    private final Feed feed = new Feed(MOST_FOLLOWERS);
    private final Javalin server;

    private RunServer(RunList runs, ServerHost host, ServerOptions options) {
        this.runs = runs;
        this.host = host;
        this.token = options.hasToken() || !host.isLoopback() ? AccessToken.random() : null;
        this.jobs = new RunJobs(options.mostRuns());
        this.trash = new Trash(runs.root(), Clock.systemUTC());
        this.starter = options.starter();
        this.actions = new RunActions(runs, jobs, trash, starter);
        this.server = Javalin.create(config -> configure(config, options.port()));
    }

    /** Begins to serve the runs of a folder to this machine, without anything to train by; otherwise as the other. */
    public static RunServer start(Path folder, int port) {
        return start(ServerOptions.of(folder, port));
    }

    /**
     * Begins to serve, and removes for good what was deleted from the page more than 30 days ago.
     *
     * @throws WebException when there is no such folder, or host or port cannot be had
     */
    public static RunServer start(ServerOptions options) {
        Path folder = options.folder();
        if (!Files.isDirectory(folder)) {
            throw new WebException(folder + ": " + (Files.exists(folder) ? "is a file" : "no such folder")
                    + "; expected a folder of runs");
        }
        ServerHost host = ServerHost.of(options.host());
        RunServer made;
        try {
            made = new RunServer(new RunList(folder), host, options);
            made.runs.rows();
        } catch (IOException e) {
            throw new WebException(folder + ": " + RunFiles.reason(e) + "; expected a folder of runs", e);
        }
        try {
            made.server.start();
        } catch (JavalinException e) {
            throw new WebException("port " + options.port() + " cannot be had; expected one that is free", e);
        }
        made.trash.removeOld();
        return made;
    }

    /** Where a browser finds it, with the token where one is asked for. */
    public String address() {
        return "http://" + host.shown() + ":" + server.port() + "/" + (token == null ? "" : token.query());
    }

    /** Stops what was begun from the page, as Ctrl-C does, waits until it has ended, and lets go of all browsers. */
    @Override
    public void close() {
        feed.close();
        server.stop();
        jobs.close();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = new QueuedThreadPool(MOST_FOLLOWERS + OTHER_THREADS);
        config.http.maxRequestSize = PictureTrial.LONGEST;
        config.jetty.host = host.text();
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(LONGEST_HEADER);
        });
        config.jetty.modifyServer(jetty -> {
            NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, jetty);
            limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
            jetty.addBean(limit);
        });
        routes(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.before(new Guard(token)::check);
        routes.get("/", this::list);
        routes.get("/new", this::form);
        routes.get("/trash", this::trash);
        routes.get("/runs/{name}", this::run);
        routes.get("/compare", this::compare);
        routes.post("/runs/{name}/classify", this::classify);
        new AnnealPages(runs).addTo(routes);
        actions.addTo(routes);
        routes.get("/changes", request -> feed.follow(request, () -> Tree.embedded(all())));
        routes.get("/runs/{name}/changes", request -> feed.follow(request, progress(request.pathParam("name"))));
        routes.exception(
                WebException.class, (e, request) -> answer(request, HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage()));
        routes.exception(
                HttpResponseException.class,
                (e, request) -> answer(request, HttpStatus.forStatus(e.getStatus()), e.getMessage()));
        routes.exception(Exception.class, (e, request) -> {
            LOG.log(System.Logger.Level.WARNING, request.path() + ": " + e);
            answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "this page could not be made; the program has said why");
        });
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

    private static void answer(Context request, HttpStatus status, @Nullable String message) {
        ObjectNode content = Tree.object().put("home", "/").put("error", Objects.requireNonNullElse(message, ""));
        request.status(status).html(Page.live("Spinglass", content));
    }

    private Supplier<String> progress(String name) {
        if (jobs.state(name).isEmpty()) {
            find(name);
        }
        return new RunProgress(
                runs.path(name).orElseThrow(), () -> state(name, runs.root().resolve(name)), () -> jobs.message(name));
    }
}
