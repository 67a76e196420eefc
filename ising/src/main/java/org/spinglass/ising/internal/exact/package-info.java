/** Searches that prove what they find: enumeration, branch and bound. */
package org.spinglass.ising.internal.exact;
