// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;

/** How often a client asks whether problems are solved. */
sealed interface Polling {

    /** How long the service may hold a question until there is news. */
    Duration hold();

    /** How long to wait before the question of this number, from 0 on. */
    Duration pause(int question);

    /**
     * The service holds each question until a problem is solved, or for some time.
     *
     * @param hold whole seconds, 0 to 30; 0 leaves it to the service
     * @param rest between an answer and the next question
     */
    record Long(Duration hold, Duration rest) implements Polling {
        private static final int LONGEST = 30;

        public Long {
            if (hold.toSeconds() < 0 || hold.toSeconds() > LONGEST || hold.toMillis() % 1000 != 0) {
                throw new ConfigException(
                        "poll_wait_time is " + hold.toMillis() / 1e3 + "; expected whole seconds, 0 to " + LONGEST);
            }
        }

        @Override
        public Duration pause(int question) {
            return rest;
        }
    }

    /**
     * Questions are answered at once, and asked ever less often: after {@code first base^k}, at most {@code longest}.
     *
     * @param first before the first question
     * @param longest at most
     * @param base at least 1
     */
    record BackOff(Duration first, Duration longest, double base) implements Polling {
        public BackOff {
            if (!(base >= 1)) {
                throw new ConfigException("poll_backoff_base is " + base + "; expected a number of at least 1");
            }
        }

        @Override
        public Duration hold() {
            return Duration.ZERO;
        }

        @Override
        public Duration pause(int question) {
            double millis = first.toNanos() / 1e6 * Math.pow(base, question);
            return millis >= longest.toMillis() ? longest : Duration.ofNanos((long) (millis * 1e6));
        }
    }
}
