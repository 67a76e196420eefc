// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

/** A record that stands in a file as one value, which a reading of its own makes it of. */
public interface SingleValue {}
