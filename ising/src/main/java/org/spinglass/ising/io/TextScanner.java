package org.spinglass.ising.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Words and numbers of a text, line by line, straight from its bytes: nothing of the text is kept but one word, and no
 * object is made for one. Blanks are spaces, tabs and carriage returns. For one thread.
 */
final class TextScanner {
    private static final int LONGEST_WORD = 1024;

    private final InputStream stream;
    private final String source;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long line = 1;
    private final byte[] word = new byte[LONGEST_WORD];
    private int length;

    TextScanner(InputStream stream, String source) throws IOException {
        this.stream = stream;
        this.source = source;
        fill();
        if (filled >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf) {
            position = 3;
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, stream.readNBytes(buffer, 0, buffer.length));
        return filled > 0;
    }

    /** The next byte without taking it, -1 at the end. */
    int peek() throws IOException {
        return position < filled || fill() ? buffer[position] & 0xff : -1;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Takes blanks, and tells whether a line feed or the end comes next. */
    boolean atLineEnd() throws IOException {
        int c = peek();
        while (isBlank(c)) {
            position++;
            c = peek();
        }
        return c < 0 || c == '\n';
    }

    /** Takes blanks and empty lines, and tells whether anything is left. */
    boolean hasMore() throws IOException {
        while (atLineEnd()) {
            if (peek() < 0) {
                return false;
            }
            position++;
            line++;
        }
        return true;
    }

    /** The same, and takes lines that begin with a comment's mark. */
    boolean hasMoreBesides(char comment) throws IOException {
        while (hasMore()) {
            if (peek() != comment) {
                return true;
            }
            restOfLine();
        }
        return false;
    }

    /** Takes the line feed or the end. */
    void endLine() throws IOException {
        if (!atLineEnd()) {
            nextWord();
            throw error("expected the end of the line, found " + quoted());
        }
        if (peek() >= 0) {
            position++;
            line++;
        }
    }

    /** Takes the rest of the line and its line feed, and returns its first bytes as text. */
    String restOfLine() throws IOException {
        length = 0;
        for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
            if (length < LONGEST_WORD) {
                word[length++] = (byte) c;
            }
            position++;
        }
        endLine();
        return new String(word, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    /** Takes one byte if it is the next one. */
    boolean skip(char expected) throws IOException {
        if (peek() == expected) {
            position++;
            return true;
        }
        return false;
    }

    /** Takes blanks and the next word, up to a blank, a comma, a semicolon or the line's end; empty if none. */
    private void nextWord() throws IOException {
        length = 0;
        if (atLineEnd()) {
            return;
        }
        for (int c = peek(); c >= 0 && c != '\n' && c != ',' && c != ';' && !isBlank(c); c = peek()) {
            if (length == LONGEST_WORD) {
                throw error("a word is longer than " + LONGEST_WORD + " bytes");
            }
            word[length++] = (byte) c;
            position++;
        }
    }

    /** The next word as text; empty at the end of the line. */
    String readWord() throws IOException {
        nextWord();
        return new String(word, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * The next word as a whole number.
     *
     * @param what what it is, for messages
     */
    long readWhole(String what, long minimum, long maximum) throws IOException {
        nextWord();
        long value = 0;
        boolean isNegative = length > 1 && word[0] == '-';
        int start = isNegative || length > 1 && word[0] == '+' ? 1 : 0;
        boolean isWhole = length > start && length - start <= 18;
        for (int k = start; k < length && isWhole; k++) {
            isWhole = word[k] >= '0' && word[k] <= '9';
            value = 10 * value + word[k] - '0';
        }
        value = isNegative ? -value : value;
        if (!isWhole || value < minimum || value > maximum) {
            throw error(what + " is " + quoted() + "; expected a whole number from " + minimum + " to " + maximum);
        }
        return value;
    }

    /** The next word as a finite number in decimal notation, with or without an exponent. */
    double readNumber(String what) throws IOException {
        nextWord();
        double value = Decimal.parse(word, length);
        if (!Double.isFinite(value)) {
            throw error(what + " is " + quoted() + "; expected a finite number");
        }
        return value;
    }

    long line() {
        return line;
    }

    FormatException error(String problem) {
        return FormatException.atLine(source, line, problem);
    }

    /** The last word in quotes, shortened, with everything that is not printable ASCII replaced. */
    private String quoted() {
        StringBuilder text = new StringBuilder("'");
        for (int k = 0; k < Math.min(length, 40); k++) {
            text.append(word[k] > ' ' && word[k] <= '~' ? (char) word[k] : '?');
        }
        return text.append(length > 40 ? "...'" : "'").toString();
    }
}
