// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.List;

/** A named float32 array of some shape, row-major. */
record Tensor(String name, List<Integer> shape, float[] values) {}
