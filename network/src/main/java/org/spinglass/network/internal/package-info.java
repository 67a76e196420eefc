/** Checks of ranges, files that are written whole, and sums that need nothing of a network. */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.internal;
