// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.quantum.AccountedSampler;
import org.spinglass.quantum.QuantumAccount;

/** A sampler with what it needs open, such as a connection or threads, and an account of what its calls used. */
public final class OpenSampler implements AutoCloseable {
    private final Sampler sampler;
    private final QuantumAccount account;
    private final @Nullable ChainBreaks chains;
    private final List<Runnable> closers;

    private OpenSampler(Sampler sampler, QuantumAccount account, @Nullable ChainBreaks chains, List<Runnable> closers) {
        this.sampler = sampler;
        this.account = account;
        this.chains = chains;
        this.closers = new ArrayList<>(closers);
    }

    /** A sampler that needs nothing open. */
    public static OpenSampler of(Sampler sampler) {
        return new OpenSampler(sampler, new QuantumAccount(), null, List.of());
    }

    /**
     * A sampler whose calls are counted.
     *
     * @param closers are run in their order when it is closed
     */
    static OpenSampler counted(Sampler sampler, List<Runnable> closers) {
        return counted(sampler, null, closers);
    }

    /**
     * A sampler whose calls are counted, and whose chains are looked at.
     *
     * @param chains hears of them from the sampler; null where it has none
     * @param closers are run in their order when it is closed
     */
    static OpenSampler counted(Sampler sampler, @Nullable ChainBreaks chains, List<Runnable> closers) {
        QuantumAccount account = new QuantumAccount();
        return new OpenSampler(new AccountedSampler(sampler, account), account, chains, closers);
    }

    /** The sampler; not to be used once this is closed. */
    public Sampler sampler() {
        return sampler;
    }

    /** What all calls so far used of a quantum processor; nothing where there is none. */
    public QuantumAccount.Totals totals() {
        return account.totals();
    }

    /** How the chains held so far; null of samplers that have none. */
    public @Nullable ChainBreaks chains() {
        return chains;
    }

    /** Closes what was opened; a second time does nothing. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!closers.isEmpty()) {
            try {
                closers.removeFirst().run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
