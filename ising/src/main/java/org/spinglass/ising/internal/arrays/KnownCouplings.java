// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;

/**
 * A model's 16-bit whole numbers for one kind of vector operations, and its bonds, kept from one call of a sampler to
 * the next for as long as there is memory: short rounds would spend their time on making them. Safe for use from
 * several threads.
 */
public final class KnownCouplings {
    private volatile SoftReference<@Nullable Known> last = new SoftReference<>(null);

    private volatile SoftReference<@Nullable KnownBonds> lastBonds = new SoftReference<>(null);

    private record KnownBonds(Optional<BondCouplings> bonds) {}

    private record Known(VectorOps ops, Optional<IntegerCouplings> rows) {}

    /** What was made before, or else is made now. */
    public Optional<IntegerCouplings> get(VectorOps ops, Supplier<Optional<IntegerCouplings>> made) {
        Known known = last.get();
        if (known == null || known.ops() != ops) {
            known = new Known(ops, made.get());
            last = new SoftReference<>(known);
        }
        return known.rows();
    }

    /** The bonds that were made before, or else are made now. */
    public Optional<BondCouplings> bonds(Supplier<Optional<BondCouplings>> made) {
        KnownBonds known = lastBonds.get();
        if (known == null) {
            known = new KnownBonds(made.get());
            lastBonds = new SoftReference<>(known);
        }
        return known.bonds();
    }
}
