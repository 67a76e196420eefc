// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A server on this machine that hands out files with ranges and entity tags, as object stores do, and misbehaves when
 * told to: each request takes the next behaviour from a queue, and is served properly when there is none.
 */
public final class FileServer implements AutoCloseable {
    /** One way to answer a request. */
    public interface Behaviour {
        /** Answers, given the whole content of the file asked for. */
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    /** What a request asked for; a header that it did not have is an empty text. */
    public record Asked(String path, String range, String ifRange) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A server on a free port. */
    public FileServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(
                path,
                String.join("", exchange.getRequestHeaders().getOrDefault("Range", List.of())),
                String.join("", exchange.getRequestHeaders().getOrDefault("If-Range", List.of()))));
        byte[] content = files.get(path);
        Behaviour behaviour = behaviours.poll();
        try (exchange) {
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                (behaviour == null ? properly() : behaviour).answer(exchange, content);
            }
        }
    }

    /** Offers a file under {@code /name}. */
    public void put(String name, byte[] content) {
        files.put("/" + name, content);
    }

    /** Answers the next requests in these ways, one each. */
    public void next(Behaviour... ways) {
        behaviours.addAll(Arrays.asList(ways));
    }

    /** The requests so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The address of the folder that the files are in. */
    public URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The whole file, or the range asked for when {@code If-Range} names the present version. */
    public static Behaviour properly() {
        return (exchange, content) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String version = exchange.getRequestHeaders().getFirst("If-Range");
            if (range == null || (version != null && !version.equals(tag(content)))) {
                whole().answer(exchange, content);
                return;
            }
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            exchange.sendResponseHeaders(206, content.length - from);
            exchange.getResponseBody().write(content, from, content.length - from);
        };
    }

    /** The whole file, whatever range is asked for. */
    public static Behaviour whole() {
        return cutAfter(Integer.MAX_VALUE);
    }

    /** The whole file is announced, but the connection ends after so many bytes. */
    public static Behaviour cutAfter(int bytes) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", tag(content));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, Math.min(bytes, content.length));
            exchange.getResponseBody().flush();
        };
    }

    /** No file, but a status. */
    public static Behaviour status(int status) {
        return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
    }

    /** So many bytes, and then nothing until the semaphore allows more. */
    public static Behaviour stallAfter(int bytes, Semaphore more) {
        return (exchange, content) -> {
            cutAfter(bytes).answer(exchange, content);
            more.acquireUninterruptibly();
        };
    }

    private static String tag(byte[] content) {
        return "\"" + Arrays.hashCode(content) + "\"";
    }
}
