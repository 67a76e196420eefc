// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to fetch what is missing of a file, added to its part file.
 *
 * <p>Asks for the missing range on the condition that the server's file is still the one that the part is of. Where
 * the server ignores ranges, or its file has changed, it sends the whole file and the part begins anew.
 */
final class Transfer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final HttpClient client;
    private final RemoteFile file;
    private final PartFile part;
    private final DownloadPatience policy;
    private final TransferListener listener;

    Transfer(HttpClient client, RemoteFile file, PartFile part, DownloadPatience policy, TransferListener listener) {
        this.client = client;
        this.file = file;
        this.part = part;
        this.policy = policy;
        this.listener = listener;
    }

    /**
     * Fetches up to the end of the file.
     *
     * @throws UnreachableException when there is no connection to the host
     * @throws TransientException when another attempt may go further
     * @throws DownloadException when it may not
     */
    void run() throws IOException, InterruptedException {
        long there = part.length();
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer = ask(there);
        try (BodyQueue body = new BodyQueue()) {
            answer.body().subscribe(body);
            switch (answer.statusCode()) {
                case 200 -> {
                    requireLength(
                            answer.headers().firstValueAsLong("Content-Length").orElse(file.bytes()));
                    part.restart(version(answer.headers()));
                    receive(body, 0);
                }
                case 206 -> {
                    requireRange(answer.headers(), there);
                    receive(body, there);
                }
                case 416 -> {
                    part.delete();
                    throw new TransientException("the server has no bytes from " + there + " on", null);
                }
                case 408, 425, 429, 500, 502, 503, 504 ->
                    throw new TransientException("the server answered " + answer.statusCode(), null);
                default -> throw failed("the server answered " + answer.statusCode(), null);
            }
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(long there) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).GET();
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
            String version = part.version();
            if (version != null) {
                request.header("If-Range", version);
            }
        }
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                client.sendAsync(request.build(), BodyHandlers.ofPublisher());
        try {
            return answer.get(policy.stallTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransientException(
                    "no answer for " + policy.stallTimeout().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw notAnswered(e.getCause());
        }
    }

    private IOException notAnswered(@Nullable Throwable cause) {
        return switch (cause) {
            case ConnectException e -> new UnreachableException(e);
            case HttpConnectTimeoutException e -> new UnreachableException(e);
            case NoRouteToHostException e -> new UnreachableException(e);
            case UnknownHostException e -> new UnreachableException(e);
            case SSLException e -> failed("no secure connection to " + file.host() + ": " + e.getMessage(), e);
            case IOException e -> new TransientException(reason(e), e);
            case null, default -> new IOException("unexpected failure of the HTTP client", cause);
        };
    }

    /** What names the version in {@code If-Range}: a strong entity tag, else the date of the last change. */
    private static @Nullable String version(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"))
                .orElse(null);
    }

    private void requireLength(long offered) throws IOException {
        if (offered != file.bytes()) {
            part.delete();
            throw failed("the server offers " + offered + " bytes, " + file.bytes() + " expected", null);
        }
    }

    private void requireRange(HttpHeaders headers, long there) throws IOException {
        String range = headers.firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != there) {
            part.delete();
            throw new TransientException("asked for bytes from " + there + ", the server sent '" + range + "'", null);
        }
        if (!matcher.group(2).equals("*")) {
            requireLength(Long.parseLong(matcher.group(2)));
        }
    }

    private void receive(BodyQueue body, long there) throws IOException, InterruptedException {
        long done = there;
        listener.progress(file.name(), done, file.bytes());
        try (FileChannel out = part.append()) {
            for (List<ByteBuffer> piece = next(body); piece != null; piece = next(body)) {
                for (ByteBuffer buffer : piece) {
                    done += buffer.remaining();
                    if (done > file.bytes()) {
                        throw failed("the server sent more than the expected " + file.bytes() + " bytes", null);
                    }
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
                listener.progress(file.name(), done, file.bytes());
            }
        }
        if (done < file.bytes()) {
            throw new TransientException("the connection ended after " + done + " of " + file.bytes() + " bytes", null);
        }
    }

    private @Nullable List<ByteBuffer> next(BodyQueue body) throws IOException, InterruptedException {
        try {
            return body.next(policy.stallTimeout());
        } catch (IOException e) {
            throw new TransientException("the connection broke: " + reason(e), e);
        }
    }

    private DownloadException failed(String reason, @Nullable Throwable cause) {
        return new DownloadException("cannot fetch " + file.address() + ": " + reason, cause);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
