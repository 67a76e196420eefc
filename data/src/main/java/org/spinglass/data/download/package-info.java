/** Files over HTTP: resumed, checked, and put in place whole. Knows nothing of what is in them. */
package org.spinglass.data.download;
