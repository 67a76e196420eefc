// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

/** What a builder does with a coefficient that is given twice. */
public enum Duplicates {
    /** Values add up, in the order in which they were given. */
    SUM,
    /** The second one is refused. */
    REJECT
}
