// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells once of each thing that the service will give up, by its {@code X-Deprecation} headers. */
final class Deprecations {
    private static final System.Logger LOG = System.getLogger(Deprecations.class.getName());
    private static final Pattern MESSAGE = Pattern.compile("\\bmessage=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Tells of a header, unless it is known; returns whether it did. */
    boolean report(String header) {
        if (!told.add(header)) {
            return false;
        }
        Matcher message = MESSAGE.matcher(header);
        LOG.log(
                System.Logger.Level.WARNING,
                "deprecated by the quantum annealing service: {0}",
                message.find() ? message.group(1) + " (" + header + ")" : header);
        return true;
    }
}
