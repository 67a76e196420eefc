// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Which requests go wrong, and how. Safe for use from several threads. */
@FunctionalInterface
public interface FaultPlan {

    /**
     * What happens to the next request; null when it is served as it should be.
     *
     * @param method of HTTP
     * @param path from the root on, such as {@code /sapi/v2/problems/}
     */
    @Nullable
    Fault next(String method, String path);

    /** All goes well. */
    static FaultPlan none() {
        return (method, path) -> null;
    }

    /**
     * The first requests of a kind go wrong, one fault each; the others are served.
     *
     * @param method of HTTP; empty for all
     * @param part of the path; empty for all
     */
    static FaultPlan first(String method, String part, Fault... faults) {
        Queue<Fault> left = new ArrayDeque<>(List.of(faults));
        return (asked, path) -> {
            if (!method.isEmpty() && !asked.equals(method) || !path.contains(part)) {
                return null;
            }
            synchronized (left) {
                return left.poll();
            }
        };
    }

    /**
     * A part of all requests goes wrong, in ways that a client survives which repeats what may be repeated: throttling (429),
     * mostly without a time to wait ({@code Retry-After: 0}) and now and then with a second; cut connections, except of
     * submissions, of which nobody would know whether they arrived; status 500 to requests for the states of problems.
     *
     * @param rate 0 to below 1
     * @param seed fixes which, by the order in which they come
     * @throws IllegalArgumentException when the rate is out of range
     */
    static FaultPlan random(double rate, long seed) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate of failures is " + rate + "; expected 0 to below 1");
        }
        SplittableRandom random = new SplittableRandom(seed);
        return (method, path) -> {
            double chance;
            int kind;
            int seconds;
            synchronized (random) {
                chance = random.nextDouble();
                kind = random.nextInt(3);
                seconds = random.nextInt(10) == 0 ? 1 : 0;
            }
            if (chance >= rate) {
                return null;
            }
            if (kind == 1 && !method.equals("POST")) {
                return Fault.cut();
            }
            boolean isPoll = method.equals("GET") && path.matches(".*/problems/?");
            return kind == 2 && isPoll ? Fault.status(500) : Fault.throttled(seconds);
        };
    }
}
