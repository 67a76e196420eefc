// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.net.URI;

/**
 * A file of records of one length, one behind the other.
 *
 * @param address where it is
 * @param length of the file as stored, in bytes
 * @param isCompressed whether it is stored with gzip
 * @param start offset of the first record in the content
 * @param stride bytes of a record
 * @param count number of records
 */
record RecordFile(URI address, long length, boolean isCompressed, long start, int stride, int count) {

    /** The offset of a record. */
    long offset(int record) {
        return start + (long) record * stride;
    }

    /**
     * Looks whether a file that is stored as it is has all its records, and nothing behind them. Of a compressed one
     * only who reads it to its end knows.
     *
     * @throws DataException naming the file, and both lengths
     */
    void requireWhole() {
        if (isCompressed || length == offset(count)) {
            return;
        }
        throw new DataException(
                length < offset(count)
                        ? address + ": truncated: " + offset(count) + " bytes expected up to the end of " + count
                                + " records, " + length + " found"
                        : address + ": " + (length - offset(count)) + " bytes after the end of the data at offset "
                                + offset(count));
    }
}
