// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.time.Duration;
import java.util.List;

/**
 * How an emulated service behaves. Immutable; {@code with...} methods return changed copies.
 *
 * @param host name or address at which it listens
 * @param port 0 for any that is free
 * @param token that every request must have
 * @param delay how long each problem waits before its turn, besides for those before it
 * @param patience how long a problem that nobody asks for keeps its turn before those that somebody waits for; the client of
 *     D-Wave asks every 30 seconds, or after at most 60
 * @param faults what goes wrong
 * @param listed solvers that appear in the list and take no problems, each a text of JSON with {@code identity} and
 *     {@code properties}
 * @param isWarmedUp whether solvers of whole models search small ones of their own until the first problem comes, so that
 *     its time is not spent on getting ready
 */
public record ServerOptions(
        String host,
        int port,
        String token,
        Duration delay,
        Duration patience,
        FaultPlan faults,
        List<String> listed,
        boolean isWarmedUp) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PORTS = 1 << 16;

    /**
     * Checks ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public ServerOptions {
        if (port < 0 || port >= PORTS) {
            throw new IllegalArgumentException("port is " + port + "; expected 0 to " + (PORTS - 1));
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is empty; expected a text");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + "; expected 0 or more");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience is " + patience + "; expected 0 or more");
        }
        listed = List.copyOf(listed);
    }

    /** On this machine only, at a free port, without delay and faults. */
    public static ServerOptions local(String token) {
        return new ServerOptions("127.0.0.1", 0, token, Duration.ZERO, PATIENCE, FaultPlan.none(), List.of(), false);
    }

    /** At another address. */
    public ServerOptions withAddress(String otherHost, int otherPort) {
        return new ServerOptions(otherHost, otherPort, token, delay, patience, faults, listed, isWarmedUp);
    }

    /** With a wait before each problem's turn. */
    public ServerOptions withDelay(Duration value) {
        return new ServerOptions(host, port, token, value, patience, faults, listed, isWarmedUp);
    }

    /** With another time after which problems that nobody asks for give way. */
    public ServerOptions withPatience(Duration value) {
        return new ServerOptions(host, port, token, delay, value, faults, listed, isWarmedUp);
    }

    /** With things that go wrong. */
    public ServerOptions withFaults(FaultPlan value) {
        return new ServerOptions(host, port, token, delay, patience, value, listed, isWarmedUp);
    }

    /** With solvers that are only listed. */
    public ServerOptions withListed(List<String> value) {
        return new ServerOptions(host, port, token, delay, patience, faults, value, isWarmedUp);
    }

    /** With solvers of whole models that get ready before the first problem comes. */
    public ServerOptions withWarmUp() {
        return new ServerOptions(host, port, token, delay, patience, faults, listed, true);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServerOptions[" + host + ":" + port + ", delay=" + delay + ", listed=" + listed.size() + "]";
    }
}
