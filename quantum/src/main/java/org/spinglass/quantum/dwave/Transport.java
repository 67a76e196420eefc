// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP/1.1. Redirections are not followed, so that the token goes nowhere else. Safe for several threads.
 */
final class Transport implements AutoCloseable {
    private static final String VERSION = "; version=3.0.0";

    /** Bytes that an answer may have, before and after it is uncompressed. */
    private static final int LONGEST = 1 << 28;

    private final ClientSettings settings;
    private final @Nullable SSLContext tls;
    private final HttpClient http;
    private final Deprecations deprecations = new Deprecations();

    Transport(ClientSettings settings) {
        this.settings = settings;
        this.tls = settings.tls().context();
        this.http = connections();
    }

    private HttpClient connections() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.requestTimeout());
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (settings.proxy() != null) {
            builder.proxy(settings.proxy().selector());
        }
        return builder.build();
    }

    /**
     * Sends a request that changes nothing or may be repeated: again where the service cannot be reached, is too busy
     * or failed, the first time at once or when it asks for it, then ever later.
     *
     * @return the answer, successful or not
     * @throws SapiException when the service cannot be reached
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    SapiReply repeatable(URI service, SapiRequest request, BooleanSupplier goesOn) {
        HttpRetries retries = settings.retries();
        for (int repetition = 0; ; repetition++) {
            Optional<Duration> asked = Optional.empty();
            try {
                SapiReply reply = once(service, request, goesOn);
                if (!reply.isBusy() && !reply.isFailure() || repetition == retries.total()) {
                    return reply;
                }
                asked = reply.retryAfter();
            } catch (IOException e) {
                if (repetition == retries.total() || e instanceof AnswerException answer && answer.isFinal()) {
                    throw unreachable(service, e);
                }
            }
            Waiting.pause(retries.pause(repetition, asked), goesOn);
        }
    }

    /**
     * Sends a request once; one that must not be repeated on a connection of its own, as a service may close one that has been
     * idle in the moment in which it is used again.
     *
     * @throws IOException when there is no answer; the service may have had the request nevertheless
     */
    SapiReply once(URI service, SapiRequest request, BooleanSupplier goesOn) throws IOException {
        Duration limit = settings.requestTimeout().plus(request.hold());
        boolean isRepeatable = !request.method().equals("POST");
        HttpClient client = settings.keepsConnections() && isRepeatable ? http : connections();
        SapiReply reply;
        try {
            reply = SapiReply.of(
                    Waiting.result(
                            client.sendAsync(message(service, request, limit), _ -> new LimitedBody(LONGEST)),
                            limit,
                            goesOn),
                    LONGEST);
        } finally {
            if (client != http) {
                client.shutdownNow();
            }
        }
        reply.headers()
                .allValues("X-Deprecation")
                .forEach(text -> deprecations.report(settings.token().hiddenIn(text)));
        return reply;
    }

    private HttpRequest message(URI service, SapiRequest request, Duration limit) {
        byte[] body = request.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(service.resolve(request.path()))
                .method(request.method(), publisher)
                .timeout(limit)
                .header("Accept", isVersioned(request) ? request.media() + VERSION : request.media())
                .header("Accept-Encoding", "gzip, deflate")
                .header("User-Agent", "spinglass java/" + Runtime.version().feature());
        if (request.isSigned()) {
            settings.headers().forEach(builder::setHeader);
            builder.setHeader("X-Auth-Token", settings.token().value());
        }
        if (settings.proxy() != null && settings.proxy().authorization() != null) {
            builder.setHeader("Proxy-Authorization", settings.proxy().authorization());
        }
        if (request.encoding() != null) {
            builder.header("Content-Encoding", request.encoding());
        }
        request.more().forEach(builder::setHeader);
        if (request.etag() != null) {
            builder.header("If-None-Match", request.etag());
        }
        return builder.build();
    }

    private static boolean isVersioned(SapiRequest request) {
        return request.isSigned() && !request.media().equals(SapiRequest.ANY);
    }

    /** The failure to reach a service, or to read its answer. */
    SapiException unreachable(URI service, IOException e) {
        if (e instanceof AnswerException) {
            return new SapiException(SapiException.NO_STATUS, service + ": " + e.getMessage(), e);
        }
        String reason = e.getMessage() != null
                ? e.getMessage()
                : e instanceof ConnectException ? "no connection" : e.getClass().getSimpleName();
        return new SapiException(
                SapiException.NO_STATUS,
                settings.token()
                        .hiddenIn(service + " cannot be reached: " + reason
                                + "; expected the address of a SAPI service and a way to it"),
                e);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
