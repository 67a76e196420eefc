// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

/** How a convolution is inverted: which linear map, without the bias, takes its outputs back to inputs. */
public enum InverseMode {
    /**
     * As the paper's author does: by the pseudoinverse of the kernel's Fourier transform at each frequency. Not the
     * inverse of the valid convolution, even where there is one, as the output is taken for zero outside its edges.
     */
    FOURIER,
    /** The Moore-Penrose inverse of the valid convolution, as one linear map from all inputs to all outputs. */
    EXACT
}
