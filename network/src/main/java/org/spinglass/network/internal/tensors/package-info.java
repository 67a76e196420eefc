/** Weights as the named tensors that files hold. */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.internal.tensors;
