/**
 * Feed-forward networks: what they are made of, what they answer, what their layers should have answered, and how they come
 * in and out of files.
 *
 * <p>{@link org.spinglass.network.layer} describes networks and holds their weights. {@link org.spinglass.network.forward}
 * computes answers and derivatives, {@link org.spinglass.network.inverse} goes from wanted answers back to targets for each
 * layer. {@link org.spinglass.network.io} reads and writes architectures and weights, and {@link org.spinglass.network.model} has
 * trained networks that are ready for use: who wants to classify images begins there. Each knows only those before it.
 * Whatever cannot be used as given is refused by a {@link org.spinglass.network.NetworkException}, whose message is meant
 * for the user.
 *
 * <pre>{@code
 * try {
 *     Networks.spec("lennet");
 * } catch (NetworkException e) {
 *     System.out.println(e.getMessage().substring(0, 44)); // unknown network 'lennet'; did you mean lenet
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network;
