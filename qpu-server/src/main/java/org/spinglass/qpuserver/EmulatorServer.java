// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.Processor;

/**
 * A service that speaks D-Wave's solver interface (SAPI, representation 3) over HTTP and has its problems solved by any
 * processors: solvers with filters and {@code ETag}, submission of {@code ising} and {@code qubo} problems one by one and in
 * batches, long polling, answers, cancelling, and the region list. Every request runs on a virtual thread; each processor
 * solves one problem after the other on a thread of its own.
 *
 * <p>A job may bring a seed as parameter {@value org.spinglass.quantum.AnnealJob#SEED}, to a solver that lists it among its
 * parameters, as emulated ones do and D-Wave's do not. Jobs without get other answers every time, the same for the same jobs in
 * the same order from a processor of the same seed.
 *
 * <p>Not served: uploads in parts and problems of hybrid solvers.
 *
 * <p>Problems that have ended are kept, with what was submitted and answered, in up to 256 MB of memory, or a quarter of what the
 * JVM may have where that is less: the last 500 or so that fill a processor of 5,000 qubits, and 100,000 small ones. The oldest
 * are forgotten first; who asks for one of those gets status 410 and a message that says so.
 *
 * <p>Replies of 1 KB and more are compressed for clients that accept gzip. Safe for use from several threads. The processors
 * remain the caller's.
 */
public final class EmulatorServer implements AutoCloseable {
    private static final String ROOT = "/sapi/v2/";
    private static final long MOST_KEPT = 256L << 20;

    private final ServerOptions options;
    private final ProblemStore store =
            new ProblemStore(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 4));
    private final Catalogue catalogue;
    private final Problems problems;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong requests = new AtomicLong();

    private EmulatorServer(List<Processor> processors, ServerOptions options, HttpServer http) {
        this.options = options;
        this.http = http;
        this.catalogue = new Catalogue(processors, store, options);
        this.problems = new Problems(store, catalogue);
    }

    /**
     * Begins to serve.
     *
     * @param processors of different names
     * @throws UnknownHostException when there is no such host
     * @throws java.net.BindException when the port is in use, or the address not this machine's
     * @throws IllegalArgumentException when two processors have the same name
     */
    public static EmulatorServer start(List<Processor> processors, ServerOptions options) throws IOException {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("there is no host " + options.host());
        }
        HttpServer http = HttpServer.create(address, 0);
        EmulatorServer server;
        try {
            server = new EmulatorServer(processors, options, http);
        } catch (IllegalArgumentException e) {
            http.stop(0);
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

    private static void refuse(HttpExchange exchange, Refusal refusal, @Nullable Integer seconds) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Reply reply = Reply.refused(refusal);
        send(exchange, seconds == null ? reply : reply.with("Retry-After", seconds.toString()), false);
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            return route(HttpRequest.of(exchange));
        } catch (Refusal refusal) {
            return Reply.refused(refusal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.refused(new Refusal(503, "the service is ending"));
        } catch (RuntimeException e) {
            return Reply.refused(new Refusal(500, "internal error: " + e));
        }
    }

    private Reply route(HttpRequest request) throws InterruptedException {
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
        if (content.isGzippedFor(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
            headers.set("Content-Encoding", "gzip");
            whole = content.gzipped();
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
    }
}
