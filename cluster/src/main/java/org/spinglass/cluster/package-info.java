/** The same work on a cluster of machines, by Apache Spark. */
@org.jspecify.annotations.NullMarked
package org.spinglass.cluster;
