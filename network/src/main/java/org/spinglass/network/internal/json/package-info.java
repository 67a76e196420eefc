/** Faults of texts in JSON and YAML, for messages. */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.internal.json;
