// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

/**
 * Something that goes wrong with one request.
 *
 * @param kind what
 * @param number a status of HTTP, or seconds; 0 where there is none
 */
public record Fault(Kind kind, int number) {

    /** What goes wrong. */
    public enum Kind {
        /** The request is refused with a status and nothing else. */
        STATUS,
        /** The request is refused with status 429 and the seconds to wait. */
        THROTTLED,
        /** The connection ends before the request is looked at. */
        CUT,
        /** The request is served, and the connection ends without a response. */
        LOST,
        /** The request is served, and the response has half a body. */
        MALFORMED
    }

    /**
     * A refusal, such as 503.
     *
     * @throws IllegalArgumentException when the status is none of an error
     */
    public static Fault status(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + "; expected 400 to 599");
        }
        return new Fault(Kind.STATUS, status);
    }

    /**
     * Too many requests: come back later.
     *
     * @throws IllegalArgumentException when seconds are negative
     */
    public static Fault throttled(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds is " + seconds + "; expected 0 or more");
        }
        return new Fault(Kind.THROTTLED, seconds);
    }

    /** The connection ends before the request is looked at. */
    public static Fault cut() {
        return new Fault(Kind.CUT, 0);
    }

    /** The request is served, a problem taken, and nobody learns of it. */
    public static Fault lost() {
        return new Fault(Kind.LOST, 0);
    }

    /** The response is no JSON. */
    public static Fault malformed() {
        return new Fault(Kind.MALFORMED, 0);
    }
}
