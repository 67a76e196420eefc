// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A service at its address, with messages for what it refuses. Safe for several threads. */
final class SapiConnection implements AutoCloseable {
    private static final int VERSION = 3;

    private static final Pattern QUOTA =
            Pattern.compile("quota|insufficient|exhaust|out of time|remaining time|no time");

    private final ClientSettings settings;
    private final Transport transport;
    private volatile @Nullable URI address;

    SapiConnection(ClientSettings settings) {
        this.settings = settings;
        this.transport = new Transport(settings);
    }

    /** The service's address, a slash at its end. */
    URI address(BooleanSupplier goesOn) {
        URI known = address;
        if (known == null) {
            known = Regions.resolve(settings.address(), transport, goesOn);
            address = known;
        }
        return known;
    }

    /** The answer to a request that may be repeated, successful or not. */
    SapiReply reply(SapiRequest request, BooleanSupplier goesOn) {
        return transport.repeatable(address(goesOn), request, goesOn);
    }

    /**
     * The JSON that answers a request that may be repeated; it is, where the answer cannot be read.
     *
     * @throws SapiException when the service refuses, cannot be reached, or its answers cannot be read time and again
     */
    JsonNode ask(SapiRequest request, BooleanSupplier goesOn) {
        HttpRetries retries = settings.retries();
        for (int repetition = 0; ; repetition++) {
            SapiReply reply = reply(request, goesOn);
            try {
                return json(reply, request.media());
            } catch (SapiException e) {
                if (!reply.isSuccess() || repetition >= retries.total()) {
                    throw e;
                }
            }
            Waiting.pause(retries.pause(repetition), goesOn);
        }
    }

    /** The answer to a request that must not be repeated. */
    SapiReply once(SapiRequest request) throws IOException {
        return transport.once(address(() -> true), request, () -> true);
    }

    /**
     * The JSON of an answer.
     *
     * @throws SapiException when it is unsuccessful, of another type, or no JSON
     */
    JsonNode json(SapiReply reply, String media) {
        if (!reply.isSuccess()) {
            throw refusal(reply.status(), reply.text());
        }
        return reply.json(media, VERSION);
    }

    /** What a refusal means for the user. */
    SapiException refusal(int status, String text) {
        String said = text.isEmpty() ? "status " + status : "status " + status + ", \"" + text + "\"";
        String meaning = switch (status) {
            case 401 -> "the API token was not accepted; expected the one that the service's dashboard shows";
            case 402 -> "the account's quota is spent";
            case 403, 429 ->
                QUOTA.matcher(text.toLowerCase(Locale.ROOT)).find()
                        ? "the account's quota is spent"
                        : status == 403
                                ? "the API token has no access to this"
                                : "the service has had too many requests; a later try may do better";
            case 404 -> "the service does not know this; its address may be wrong";
            case 407 -> ProxySettings.advice();
            case 410 -> "the problem is not kept any more";
            case 415 -> "the service does not speak version 3 of its interface";
            default ->
                status >= 500
                        ? "the service failed"
                        : status >= 300 && status < 400
                                ? "the service is elsewhere, where the API token is not sent; expected its final address"
                                : "the service refused the request";
        };
        URI known = address;
        return new SapiException(
                status, settings.token().hiddenIn((known == null ? "" : known + ": ") + meaning + " (" + said + ")"));
    }

    /** Problems of reaching the service. */
    SapiException unreachable(IOException e) {
        return transport.unreachable(address(() -> true), e);
    }

    /** A text of the service without the token. */
    String shown(String text) {
        return settings.token().hiddenIn(text);
    }

    @Override
    public void close() {
        transport.close();
    }
}
