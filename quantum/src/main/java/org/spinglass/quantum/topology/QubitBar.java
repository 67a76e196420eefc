// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

/**
 * Where a qubit lies on its processor: a bar on a track, across the tracks of the other orientation. Tracks are numbered
 * from 0, those of vertical qubits from left to right, those of horizontal ones from top to bottom.
 *
 * @param isHorizontal whether it lies along a row
 * @param track its own
 * @param from the first track that it crosses
 * @param to the last
 */
public record QubitBar(boolean isHorizontal, int track, int from, int to) {}
