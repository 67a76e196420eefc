// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.List;
import org.spinglass.ising.model.IsingModel;

/**
 * Which of a request's reads a call draws, so that several machines draw one request together: of what samplers draw
 * side by side, a single read or some tens of them, the parts take about as many each, in order. What a read comes to
 * does not depend on the part that it is in, so that all parts, one after the other, are what one call for the whole
 * request draws, bit for bit.
 *
 * @param number of the part, from 0
 * @param parts how many there are; there may be more than there is work, and then some have none
 */
public record ReadPart(int number, int parts) {
    /** All reads. */
    public static final ReadPart WHOLE = new ReadPart(0, 1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when there is no such part
     */
    public ReadPart {
        if (number < 0 || number >= parts) {
            throw new IllegalArgumentException(
                    "part " + number + " of " + parts + "; expected 0 to one less than that");
        }
    }

    /** Whether these are all reads. */
    public boolean isWhole() {
        return parts == 1;
    }

    /**
     * The part's own of all that are drawn side by side.
     *
     * @throws IllegalArgumentException when it is not the whole, and the model has several instances
     */
    public <T> List<T> of(IsingModel model, List<T> groups) {
        if (isWhole()) {
            return groups;
        }
        if (model.instances() > 1) {
            throw new IllegalArgumentException("reads of a model of one instance are drawn in parts, not of " + model);
        }
        long count = groups.size();
        return groups.subList((int) (count * number / parts), (int) (count * (number + 1L) / parts));
    }

    /**
     * For samplers that draw all reads together.
     *
     * @throws IllegalArgumentException naming the sampler when it is not the whole
     */
    public void requireWhole(String sampler) {
        if (!isWhole()) {
            throw new IllegalArgumentException(
                    "part " + number + " of " + parts + " is asked for; " + sampler + " draws all reads in one call");
        }
    }
}
