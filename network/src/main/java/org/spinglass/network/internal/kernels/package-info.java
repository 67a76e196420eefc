/** What each kind of layer computes, in both directions, on flat arrays of samples. */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.internal.kernels;
