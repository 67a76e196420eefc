// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.Processor;

/**
 * A service that speaks D-Wave's solver interface (SAPI, representation 3) over HTTP and has its problems solved by any
 * processors, {@link HybridSolver}s and {@link ConstrainedSolver}s: solvers with filters and {@code ETag}, submission
 * of {@code ising}, {@code qubo}, {@code bqm} and {@code cqm} problems one by one and in batches, uploads in parts,
 * long polling, answers, cancelling, and the region list. Every request runs on a virtual thread; each solver solves
 * one problem after the other on a thread of its own.
 *
 * <p>A job may bring a seed as parameter {@value org.spinglass.quantum.AnnealJob#SEED}, to a solver that lists it among
 * its parameters, as emulated ones do and D-Wave's do not. Jobs without get other answers every time, the same for the
 * same jobs in the same order from a processor of the same seed.
 *
 * <p>Uploads are kept in files below the system's folder for temporary ones, up to 4 GiB or half of what is free there;
 * those that nobody waits for give way to new ones, the oldest first. Memory for a part of an upload is a buffer of
 * fixed size. Not served: problems of types {@code dqm} and {@code nl}.
 *
 * <p>Problems that have ended are kept, with what was submitted and answered, in up to 256 MB of memory, or a quarter
 * of what the JVM may have where that is less: the last 500 or so that fill a processor of 5,000 qubits, and 100,000
 * small ones. The oldest are forgotten first; who asks for one of those gets status 410 and a message that says so.
 *
 * <p>Replies of 1 KB and more are compressed for clients that accept gzip or zstd. Safe for use from several threads. The
 * processors remain the caller's.
 */
public final class EmulatorServer implements AutoCloseable {
    private static final String ROOT = "/sapi/v2/";
    private static final long MOST_KEPT = 256L << 20;

    private final ServerOptions options;
    private final ProblemStore store =
            new ProblemStore(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 4));
    private final Catalogue catalogue;
    private final Problems problems;
    private final UploadStore uploads;
    private final UploadRequests uploadRequests;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong requests = new AtomicLong();

    private EmulatorServer(
            List<Processor> processors,
            List<HybridSolver> hybrids,
            List<ConstrainedSolver> constrained,
            ServerOptions options,
            UploadStore uploads,
            HttpServer http) {
        this.options = options;
        this.http = http;
        this.uploads = uploads;
        this.uploadRequests = new UploadRequests(uploads);
        List<SolverWork> solvers = new ArrayList<>();
        processors.forEach(processor -> solvers.add(new ProcessorWork(processor)));
        hybrids.forEach(hybrid -> solvers.add(new HybridWork(hybrid, uploads)));
        constrained.forEach(solver -> solvers.add(new ConstrainedWork(solver, uploads)));
        this.catalogue = new Catalogue(solvers, store, options);
        this.problems = new Problems(store, catalogue);
    }

    /**
     * Begins to serve processors; see {@link #start(List, List, List, ServerOptions)}.
     *
     * @throws IOException when it cannot listen there
     * @throws IllegalArgumentException when two processors have the same name
     */
    public static EmulatorServer start(List<Processor> processors, ServerOptions options) throws IOException {
        return start(processors, List.of(), List.of(), options);
    }

    /**
     * Begins to serve processors and solvers of whole models; see {@link #start(List, List, List, ServerOptions)}.
     *
     * @throws IOException when it cannot listen there
     * @throws IllegalArgumentException when two solvers have the same name
     */
    public static EmulatorServer start(List<Processor> processors, List<HybridSolver> hybrids, ServerOptions options)
            throws IOException {
        return start(processors, hybrids, List.of(), options);
    }

    /**
     * Begins to serve.
     *
     * @param processors of different names
     * @param hybrids solvers of whole models, of names that differ from all others
     * @param constrained solvers of constrained models, of such names too
     * @throws UnknownHostException when there is no such host
     * @throws java.net.BindException when the port is in use, or the address not this machine's
     * @throws IllegalArgumentException when two solvers have the same name
     */
    public static EmulatorServer start(
            List<Processor> processors,
            List<HybridSolver> hybrids,
            List<ConstrainedSolver> constrained,
            ServerOptions options)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("there is no host " + options.host());
        }
        HttpServer http = HttpServer.create(address, 0);
        UploadStore uploads = null;
        EmulatorServer server;
        try {
            uploads = UploadStore.open();
            server = new EmulatorServer(processors, hybrids, constrained, options, uploads, http);
        } catch (IllegalArgumentException | IOException e) {
            http.stop(0);
            if (uploads != null) {
                uploads.close();
            }
            throw e;
        }
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Where clients find it, such as {@code http://127.0.0.1:8765/sapi/v2/}. */
    public URI endpoint() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + http.getAddress().getPort() + ROOT);
    }

    /** Problems that were taken so far. */
    public long submissions() {
        return store.taken();
    }

    /** Requests that have come so far, those that went wrong included. */
    public long requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            Fault fault = options.faults().next(exchange.getRequestMethod(), path);
            if (fault == null) {
                send(exchange, reply(exchange), false);
                return;
            }
            switch (fault.kind()) {
                case CUT -> exchange.getRequestBody().readAllBytes();
                case LOST -> reply(exchange);
                case MALFORMED -> send(exchange, reply(exchange), true);
                case STATUS -> refuse(exchange, new Refusal(fault.number(), "emulated failure"), null);
                case THROTTLED -> refuse(exchange, new Refusal(429, "Too many requests"), fault.number());
            }
        }
    }

    /**
     * Refused parts of uploads are read to their end all the same: a client looks for its answer after it has sent all.
     */
    private static void drain(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        byte[] buffer = new byte[1 << 16];
        long left = 2L * Upload.PART;
        for (int count = 0; count >= 0 && left > 0; left -= count) {
            count = body.read(buffer);
        }
    }

    private static void refuse(HttpExchange exchange, Refusal refusal, @Nullable Integer seconds) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Reply reply = Reply.refused(refusal);
        send(exchange, seconds == null ? reply : reply.with("Retry-After", seconds.toString()), false);
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            return route(HttpRequest.of(exchange));
        } catch (Refusal refusal) {
            drain(exchange);
            return Reply.refused(refusal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.refused(new Refusal(503, "the service is ending"));
        } catch (RuntimeException e) {
            return Reply.refused(new Refusal(500, "internal error: " + e));
        }
    }

    private Reply route(HttpRequest request) throws InterruptedException, IOException {
        List<String> path = request.path();
        if (startsWith(path, "metadata", "v1", "regions") && path.size() <= 4) {
            return RegionList.reply(endpoint(), path.size() == 4 ? path.get(3) : null);
        }
        boolean isAccount = startsWith(path, "leap", "api");
        if (!startsWith(path, "sapi") && !isAccount) {
            throw new Refusal(404, "there is nothing at /" + String.join("/", path) + "; expected " + ROOT);
        }
        if (!request.hasToken(options.token())) {
            throw new Refusal(401, "Invalid token or access denied");
        }
        if (isAccount) {
            return new LeapAccount(options.token()).reply(request, path.subList(2, path.size()));
        }
        // where only the account's address is known, D-Wave's client asks without a version
        List<String> rest = path.subList(startsWith(path, "sapi", "v2") ? 2 : 1, path.size());
        if (startsWith(rest, "solvers", "remote") && rest.size() <= 3) {
            return catalogue.reply(request, rest.size() == 3 ? rest.get(2) : null);
        }
        if (startsWith(rest, "problems")) {
            return problems.reply(request, rest.subList(1, rest.size()));
        }
        if (startsWith(rest, "bqm", "multipart")) {
            return uploadRequests.reply(request, rest.subList(2, rest.size()));
        }
        throw new Refusal(404, "there is nothing at " + ROOT + String.join("/", rest));
    }

    private static boolean startsWith(List<String> path, String... parts) {
        return path.size() >= parts.length && path.subList(0, parts.length).equals(Arrays.asList(parts));
    }

    private static void send(HttpExchange exchange, Reply reply, boolean isBroken) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        ResponseBody content = reply.body();
        if (content == null) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        byte[] whole = content.plain();
        headers.set("Vary", "Accept-Encoding");
        ContentCoding coding = content.codingFor(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        if (coding != null) {
            headers.set("Content-Encoding", coding.text());
            whole = content.packed(coding);
        }
        byte[] body = isBroken ? Arrays.copyOf(whole, whole.length / 2) : whole;
        headers.set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Ends at once: connections are cut, and problems are given up. */
    @Override
    public void close() {
        store.close();
        catalogue.close();
        http.stop(0);
        threads.shutdownNow();
        uploads.close();
    }
}
