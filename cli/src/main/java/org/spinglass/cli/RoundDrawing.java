// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.solve.Drawing;
import org.spinglass.lab.work.HereWorkplace;
import org.spinglass.lab.work.SpreadReads;
import org.spinglass.lab.work.Workplace;

/** Where the rounds of a search are drawn: by this process as it is, as islands on its threads, or on a cluster. */
final class RoundDrawing implements AutoCloseable {
    private final @Nullable HereWorkplace here;
    private final @Nullable SpreadReads spread;

    private RoundDrawing(@Nullable HereWorkplace here, @Nullable SpreadReads spread) {
        this.here = here;
        this.spread = spread;
    }

    /**
     * As the options have it.
     *
     * @param place a cluster, which is not closed with this; null for none
     * @param islands as asked for
     * @param threads of this process
     */
    static RoundDrawing of(@Nullable Workplace place, OptionalInt islands, int threads) {
        if (place != null) {
            return new RoundDrawing(null, new SpreadReads(place, islands));
        }
        if (islands.isEmpty() || islands.getAsInt() == 1) {
            return new RoundDrawing(null, null);
        }
        HereWorkplace here = new HereWorkplace(threads);
        return new RoundDrawing(here, new SpreadReads(here, islands));
    }

    Drawing drawing() {
        return spread == null ? Drawing.HERE : spread;
    }

    @Override
    public void close() {
        if (spread != null) {
            spread.close();
        }
        if (here != null) {
            here.close();
        }
    }
}
