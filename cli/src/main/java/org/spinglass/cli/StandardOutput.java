// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Standard output that knows why it could not be written. */
final class StandardOutput extends PrintWriter {
    private final Watched watched;

    /** Text in a charset on a stream; every line is written at once. */
    StandardOutput(OutputStream stream, Charset charset) {
        this(new Watched(stream), charset);
    }

    private StandardOutput(Watched watched, Charset charset) {
        super(new BufferedOutputStream(watched), true, charset);
        this.watched = watched;
    }

    /** What the system said when it first failed; null as long as all was written. */
    @Nullable
    IOException failure() {
        return checkError() ? watched.failure : null;
    }

    /** Keeps the first failure, which a writer that prints does not. */
    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                throw kept(e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw kept(e);
            }
        }

        private IOException kept(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
