// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.Processor;

/** A service over HTTP with the faults that networks and services have, one after the other as a test asks for them. */
final class FaultyService extends WorkingService implements AutoCloseable {
    /** What goes wrong with a request. */
    enum Fault {
        /** The connection is cut before the request is looked at. */
        CUT_BEFORE,
        /** The connection is cut when the work is done. */
        CUT_AFTER,
        /** The work is done, and a gateway says that it was not. */
        FAILED_AFTER,
        /** The work is not done, and the service breaks. */
        BROKEN,
        /** The work is not done, and a gateway finds nobody. */
        BAD_GATEWAY,
        /** The work is not done, and a gateway says that it takes too long. */
        GATEWAY_TIMEOUT,
        /** The service is too busy, and says when to come back. */
        THROTTLED,
        /** The service is too busy, and does not say when to come back. */
        FAILED,
        /** The work is done, and the answer is half of what it should be. */
        GARBAGE,
        /** The work is done, and the answer is said to be compressed and is not. */
        BROKEN_GZIP,
        /** The answer is of another type. */
        HTML,
        /** The service says nothing until the client gives up; the work is done. */
        SILENT_AFTER
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Set<String> headers = new HashSet<>();

    FaultyService(Processor processor) throws IOException {
        this(processor, null);
    }

    /** A service that speaks TLS where it is told how. */
    FaultyService(Processor processor, @Nullable HttpsConfigurator tls) throws IOException {
        super(processor);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            this.server = HttpServer.create(address, 0);
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(tls);
            this.server = secure;
        }
        server.setExecutor(threads);
        server.createContext("/sapi/v2/", this::serve);
        server.start();
    }

    String address() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + "/sapi/v2";
    }

    /** The next requests of a kind, such as {@code POST problems/}, fare like this. */
    synchronized void next(String kind, Fault... these) {
        faults.computeIfAbsent(kind, _ -> new ArrayDeque<>()).addAll(List.of(these));
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The clients' ports, one a request: equal where requests share a connection. */
    synchronized List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Names of headers that requests had. */
    synchronized Set<String> headers() {
        return Set.copyOf(headers);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/sapi/v2/".length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String kind = exchange.getRequestMethod() + " "
                + (path.startsWith("problems/") && path.length() > 9 ? "problems/ID" : path);
        Fault fault;
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            ports.add(exchange.getRemoteAddress().getPort());
            headers.addAll(exchange.getRequestHeaders().keySet());
            Deque<Fault> due = faults.getOrDefault(kind, new ArrayDeque<>());
            fault = due.poll();
        }
        switch (fault) {
            case CUT_BEFORE -> exchange.close();
            case GATEWAY_TIMEOUT -> send(exchange, 504, "text/html", "<h1>Gateway Timeout</h1>");
            case BROKEN -> send(exchange, 500, "text/plain", "Internal Server Error");
            case BAD_GATEWAY -> send(exchange, 502, "text/plain", "Bad Gateway");
            case FAILED -> send(exchange, 503, "text/plain", "not now " + TOKEN);
            case HTML -> send(exchange, 200, "text/html", "<h1>Please log in</h1>");
            case THROTTLED -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "application/json", "{\"error_code\": 429, \"error_msg\": \"Too many requests\"}");
            }
            case null, default -> {
                Reply reply = work(exchange, path, body);
                String type = reply.media().versioned();
                if (fault == null) {
                    send(exchange, reply.status(), type, reply.json().toString());
                } else if (fault == Fault.FAILED_AFTER) {
                    send(exchange, 502, "text/plain", "Bad Gateway");
                } else if (fault == Fault.BROKEN_GZIP) {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, 200, type, reply.json().toString());
                } else if (fault == Fault.GARBAGE) {
                    String text = reply.json().toString();
                    send(exchange, 200, type, text.substring(0, text.length() / 2));
                } else if (fault == Fault.CUT_AFTER) {
                    exchange.close();
                } // silent: neither answered nor closed
            }
        }
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
