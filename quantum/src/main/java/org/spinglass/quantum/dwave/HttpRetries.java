// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a request that may be repeated is repeated: the first time at once, then after {@code factor 2^(k-1)}, at most
 * {@code longest}.
 *
 * @param total repetitions, 0 for none
 * @param factor the first pause
 * @param longest pause at most, also where the service asks for a longer one
 */
record HttpRetries(int total, Duration factor, Duration longest) {
    public HttpRetries {
        if (total < 0) {
            throw new ConfigException("http_retry_total is " + total + "; expected a number of at least 0");
        }
    }

    /** The pause before a repetition, numbered from 0. */
    Duration pause(int repetition) {
        if (repetition == 0) {
            return Duration.ZERO;
        }
        double seconds = factor.toNanos() / 1e9 * Math.pow(2, repetition - 1.0);
        return seconds >= longest.toNanos() / 1e9 ? longest : Duration.ofNanos((long) (seconds * 1e9));
    }

    /** The same, or longer where the service asks for it. */
    Duration pause(int repetition, Optional<Duration> asked) {
        Duration own = pause(repetition);
        Duration wait = asked.filter(time -> time.compareTo(own) > 0).orElse(own);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
