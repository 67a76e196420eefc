/** States of one model that are merged cluster by cluster. */
package org.spinglass.ising.internal.merging;
