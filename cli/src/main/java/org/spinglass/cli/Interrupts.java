// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first SIGINT or SIGTERM into a request to stop, which the work looks for, and lets the second end the
 * process at once. {@link #close} puts the former handlers back. A process that another of this program has begun is deaf to
 * SIGINT, which a terminal sends to all of a group: who began it asks it to stop, once, by SIGTERM.
 */
final class Interrupts implements AutoCloseable {
    private final Terminal terminal;
    private final Map<Signal, SignalHandler> former = new HashMap<>();
    private volatile @Nullable Signal received;
    private volatile @Nullable Thread waiting;

    private Interrupts(Terminal terminal) {
        this.terminal = terminal;
    }

    static Interrupts install(Terminal terminal) {
        Interrupts interrupts = new Interrupts(terminal);
        for (String name : new String[] {"INT", "TERM"}) {
            Signal signal = new Signal(name);
            try {
                boolean isDeaf = name.equals("INT") && ChildProgram.isThis();
                SignalHandler handler = isDeaf ? SignalHandler.SIG_IGN : interrupts::handle;
                interrupts.former.put(signal, Signal.handle(signal, handler));
            } catch (IllegalArgumentException e) {
                // the system has no such signal, or keeps it for itself: then it ends the process as usual
            }
        }
        return interrupts;
    }

    private void handle(Signal signal) {
        if (received != null) {
            Runtime.getRuntime().halt(ExitCode.SIGNALLED + signal.getNumber());
        }
        received = signal;
        if (terminal.isInteractive()) {
            terminal.err().print("\nstopping; once more to stop at once\n");
            terminal.err().flush();
        }
        Thread thread = waiting;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether the work is to stop. */
    boolean isRequested() {
        return received != null;
    }

    /** The exit code of a process that a signal has ended. */
    int exitCode() {
        Signal signal = received;
        return signal == null ? ExitCode.DONE : ExitCode.SIGNALLED + signal.getNumber();
    }

    /** Does work that mostly waits; a request to stop interrupts the thread in it. */
    <T> T whileWaiting(Callable<T> work) throws Exception {
        waiting = Thread.currentThread();
        try {
            if (isRequested()) {
                Thread.currentThread().interrupt();
            }
            return work.call();
        } finally {
            waiting = null;
            if (isRequested()) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public void close() {
        former.forEach(Signal::handle);
    }
}
