// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.AnswerListener;
import org.spinglass.modelling.ModelProgress;

/**
 * Writes down when the search of a model came to which answer, for its page. It changes nothing of the search: what it
 * hears it hands on to another listener, whose answer counts. Safe for several threads; to be read once the search has
 * ended.
 */
public final class AnswerTrace implements AnswerListener {
    private static final int MOST = 20_000;

    private final AnswerListener next;
    private final long began = System.nanoTime();
    private final List<Seen> seen = new ArrayList<>();

    /** A cost better than all before it, and when. */
    record Seen(double seconds, double cost) {}

    /** A trace that begins now and asks another listener whether to go on. */
    public AnswerTrace(AnswerListener next) {
        this.next = next;
    }

    @Override
    public boolean goesOn(Answer answer) {
        see(answer.cost());
        return next.goesOn(answer);
    }

    @Override
    public boolean goesOn(ModelProgress progress) {
        return next.goesOn(progress);
    }

    private synchronized void see(double cost) {
        if (seen.size() == MOST) {
            seen.removeLast();
        }
        seen.add(new Seen((System.nanoTime() - began) * 1e-9, cost));
    }

    /** Costs as they came, each better than the one before. */
    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }
}
