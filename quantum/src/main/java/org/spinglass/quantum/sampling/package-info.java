/** Models of any size on processors of a given one: embedding, blocks of weights, problems side by side. */
@org.jspecify.annotations.NullMarked
package org.spinglass.quantum.sampling;
