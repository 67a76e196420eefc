/**
 * Layers, networks and weights, without anything that computes.
 *
 * <p>A {@link org.spinglass.network.layer.Layer} turns samples of one {@link org.spinglass.network.layer.Shape} into those of
 * another. A {@link org.spinglass.network.layer.NetworkSpec} is a list of layers for inputs of any shape and any number of
 * classes; with both it becomes a {@link org.spinglass.network.layer.Network}, whose {@link
 * org.spinglass.network.layer.Weights} stand apart. {@link org.spinglass.network.layer.Networks} has the paper's.
 *
 * <pre>{@code
 * Network lenet = Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
 * System.out.println(lenet.parameters()); // 61470
 * System.out.println(lenet.outputOf(0)); // 6x28x28
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.layer;
