// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/**
 * A moment of a training at which the sums of a layer, or of a group of layers, are wanted.
 *
 * @param number of the visit, counted from 1 as long as a training goes on without being interrupted
 * @param epoch from 0
 * @param step from 0
 * @param layer number among weight layers; of a group its first
 * @param sweep of the anneal, before which the sums are made: 0, or as often as subproblems are built anew
 * @param changed the first of the weight layers that have changed since the visit before, those of one visit; -1 for the
 *     first visit of a step, before which any may have
 */
public record LayerVisit(int number, int epoch, int step, int layer, int sweep, int changed) {}
