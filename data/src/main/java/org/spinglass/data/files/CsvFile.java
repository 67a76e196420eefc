// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.spinglass.data.DataException;

/**
 * The rows of a CSV file, UTF-8, plain or gzip, its fields parted by commas, semicolons, tabs or bars, whichever its first
 * line has most of; quoted as RFC 4180 says. Empty lines are passed over.
 */
final class CsvFile {
    private static final String SEPARATORS = ",;\t|";
    private static final int FIRST_LINE = 1 << 20;
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private CsvFile() {}

    /** Takes the rows one after the other. */
    @FunctionalInterface
    interface Rows {
        /**
         * One row.
         *
         * @param record its fields
         * @param line at which it ends, from 1
         */
        void row(CSVRecord record, long line);
    }

    /**
     * Goes through all rows of a file.
     *
     * @throws DataException naming the file, and the line where that is known, when it cannot be read
     */
    static void read(Path file, Rows rows) {
        try (InputStream stored = Files.newInputStream(file)) {
            read(file.toString(), stored, rows);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + Reasons.of(e), e);
        }
    }

    /**
     * Goes through all rows of a stream, and closes it.
     *
     * @param file stands for it in messages
     * @throws DataException as of {@link #read(Path, Rows)}
     */
    static void read(String file, InputStream stored, Rows rows) {
        long line = 1;
        try (BufferedReader plain = text(stored);
                CsvText text = new CsvText(file, plain);
                CSVParser parser = parser(text, separator(plain))) {
            for (CSVRecord record : parser) {
                line = parser.getCurrentLineNumber();
                text.endRow();
                rows.row(record, line);
            }
        } catch (UncheckedIOException e) {
            throw new DataException(
                    file + ":" + (line + 1) + ": "
                            + String.valueOf(e.getMessage()).replaceFirst("^[a-zA-Z.]*Exception: ", ""),
                    e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + Reasons.of(e), e);
        }
    }

    private static BufferedReader text(InputStream stored) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
        bytes.mark(2);
        boolean isGzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream plain = isGzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
        BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private static CSVParser parser(Reader text, char separator) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get()
                .parse(text);
    }

    private static char separator(Reader text) throws IOException {
        text.mark(FIRST_LINE);
        int[] counts = new int[SEPARATORS.length()];
        boolean isQuoted = false;
        for (int k = 0; k < FIRST_LINE - 1; k++) {
            int c = text.read();
            if (c < 0 || (c == '\n' || c == '\r') && k > 0 && !isQuoted) {
                break;
            }
            isQuoted ^= c == '"';
            int separator = SEPARATORS.indexOf(c);
            if (separator >= 0 && !isQuoted) {
                counts[separator]++;
            }
        }
        text.reset();
        int most = 0;
        for (int k = 1; k < counts.length; k++) {
            most = counts[k] > counts[most] ? k : most;
        }
        return SEPARATORS.charAt(most);
    }
}
