// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.OptionalInt;

/**
 * A factor of a {@link Term}: a variable, or whether it has a value.
 *
 * @param variable the variable
 * @param value empty where its own value counts; else the factor is 1 where the variable has this value and 0 elsewhere
 */
public record Factor(Variable variable, OptionalInt value) {}
