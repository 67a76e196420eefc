// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.spinglass.data.DataException;

/** The characters of a CSV file, as long as they are text and its rows of bearable length. For one thread. */
final class CsvText extends FilterReader {
    /** A row is held as a whole, in several times its own length. */
    static final int LONGEST_ROW = 1 << 24;

    private final String file;
    private long line = 1;
    private long length;

    CsvText(String file, Reader text) {
        super(text);
        this.file = file;
    }

    /** A row has been taken; the next begins. */
    void endRow() {
        length = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /**
     * Reads characters.
     *
     * @throws DataException naming the line when there is a NUL among them, or a row does not end
     */
    @Override
    public int read(char[] characters, int from, int most) throws IOException {
        int count = super.read(characters, from, most);
        for (int k = from; k < from + count; k++) {
            if (characters[k] == 0) {
                throw new DataException(file + ":" + line + ": has a NUL byte; expected text in UTF-8");
            }
            line += characters[k] == '\n' ? 1 : 0;
        }
        length += Math.max(count, 0);
        if (length > LONGEST_ROW) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s:%d: a row goes on after %,d characters; expected its end (is a quotation mark missing?)",
                    file,
                    line,
                    LONGEST_ROW));
        }
        return count;
    }
}
