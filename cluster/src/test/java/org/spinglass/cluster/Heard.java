// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spinglass.lab.work.WorkListener;

/** Keeps what is heard of tasks, and stops them once it has heard of one where that is asked. */
class Heard implements WorkListener {
    final Map<Integer, byte[]> results = new TreeMap<>();
    final Map<Integer, List<Byte>> told = new TreeMap<>();
    private final boolean stopsAtFirst;

    Heard(boolean stopsAtFirst) {
        this.stopsAtFirst = stopsAtFirst;
    }

    @Override
    public boolean goesOn() {
        return !stopsAtFirst || told.isEmpty();
    }

    @Override
    public void told(int task, byte[] message) {
        told.computeIfAbsent(task, number -> new ArrayList<>()).add(message[0]);
    }

    @Override
    public void done(int task, byte[] result) {
        results.put(task, result);
    }
}
