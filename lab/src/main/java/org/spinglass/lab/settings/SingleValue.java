package org.spinglass.lab.settings;

/** A record that stands in a file as one value, which a reading of its own makes it of. */
public interface SingleValue {}
