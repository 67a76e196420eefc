// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Labels that no other job has, so that a job is found again when the answer to its submission is lost: the user's own, and
 * behind it the session and the number of the job, {@code "mine #7c0e...-12"}. Safe for several threads.
 */
public final class UniqueLabel {
    /** Characters that a service takes. */
    public static final int LONGEST = 1024;

    private final String session = UUID.randomUUID().toString();
    private final AtomicLong jobs = new AtomicLong();

    /**
     * A label that was never given before.
     *
     * @param label the user's own; empty for none
     * @throws IllegalArgumentException when it is too long
     */
    public String of(String label) {
        String suffix = "#" + session + "-" + jobs.incrementAndGet();
        String whole = label.isEmpty() ? suffix : label + " " + suffix;
        if (whole.length() > LONGEST) {
            throw new IllegalArgumentException("the label has " + label.length() + " characters; expected at most "
                    + (LONGEST - suffix.length() - 1));
        }
        return whole;
    }
}
