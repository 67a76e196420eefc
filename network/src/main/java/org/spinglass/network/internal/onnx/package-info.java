/** ONNX models, as far as networks here need them, without a library. */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.internal.onnx;
