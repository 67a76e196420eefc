// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Words and numbers of a text, line by line, straight from its bytes: nothing of the text is kept but one word, and no
 * object is made for one. Blanks are spaces, tabs and carriage returns. From {@code #} or {@code %} on the rest of a line
 * is a comment, which {@link Comments} is told of. For one thread.
 */
final class TextScanner {
    private static final int LONGEST_WORD = 1024;

    private final InputStream stream;
    private final String source;
    private final String lineMarks;
    private final Comments comments;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long line = 1;
    private final byte[] word = new byte[LONGEST_WORD];
    private int length;

    TextScanner(Input input) {
        this(input, "");
    }

    /**
     * The text of a file.
     *
     * @param lineMarks letters that make a comment of a line which begins with one of them
     */
    TextScanner(Input input, String lineMarks) {
        this.stream = input.stream();
        this.source = input.source();
        this.lineMarks = lineMarks;
        this.comments = new Comments(input);
    }

    /** What comments said so far. */
    Comments comments() {
        return comments;
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

    private static boolean isCommentMark(int c) {
        return c == '#' || c == '%';
    }

    /** Takes blanks and a comment, and tells whether a line feed or the end comes next. */
    boolean atLineEnd() throws IOException {
        int c = peek();
        while (isBlank(c)) {
            position++;
            c = peek();
        }
        if (isCommentMark(c)) {
            takeComment();
            return true;
        }
        return c < 0 || c == '\n';
    }

    /** Takes blanks, comments and empty lines, and tells whether anything is left. */
    boolean hasMore() throws IOException {
        while (true) {
            if (!atLineEnd()) {
                if (lineMarks.indexOf(peek()) < 0) {
                    return true;
                }
                takeComment();
            }
            if (peek() < 0) {
                return false;
            }
            position++;
            line++;
        }
    }

    /** Takes the rest of the line without its line feed. */
    private void takeComment() throws IOException {
        length = 0;
        for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
            if (length < LONGEST_WORD) {
                word[length++] = (byte) c;
            }
            position++;
        }
        comments.add(new String(word, 0, length, StandardCharsets.ISO_8859_1).strip(), line);
    }

    /** Takes the first line, comment or not, and returns it, cut off where it is long. */
    String firstLine() throws IOException {
        length = 0;
        for (int c = peek(); c >= 0 && c != '\n' && length < LONGEST_WORD; c = peek()) {
            word[length++] = (byte) c;
            position++;
        }
        String first = new String(word, 0, length, StandardCharsets.ISO_8859_1).strip();
        skipLine();
        return first;
    }

    /** Takes the rest of the line, whatever it is, and its line feed. */
    void skipLine() throws IOException {
        for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
            position++;
        }
        endLine();
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
        boolean isNone = atLineEnd();
        length = 0;
        if (isNone) {
            return;
        }
        for (int c = peek(); isPartOfWord(c); c = peek()) {
            if (length == LONGEST_WORD) {
                throw error("a word is longer than " + LONGEST_WORD + " bytes");
            }
            word[length++] = (byte) c;
            position++;
        }
    }

    private static boolean isPartOfWord(int c) {
        return c > ' ' && c != ',' && c != ';' && !isCommentMark(c) || c >= 0 && c < ' ' && c != '\n' && !isBlank(c);
    }

    /** The next word as text; empty at the end of the line. */
    String readWord() throws IOException {
        nextWord();
        return new String(word, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * The next word as a whole number, which may be written as {@code 12}, {@code +12}, {@code 12.0} or {@code 1.2e1}.
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
        if (!isWhole) {
            double number = Decimal.parse(word, length);
            isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
            value = (long) number;
        }
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
            throw notNumber(what);
        }
        return value;
    }

    /** The next word as a number; NaN or infinite if it is none that is finite, for {@link #name} to tell. */
    double readAnyNumber() throws IOException {
        nextWord();
        return Decimal.parse(word, length);
    }

    /** What is wrong with the last word, which should have been a number. */
    FormatException notNumber(String what) {
        return error(what + " is " + quoted() + "; expected a finite number");
    }

    /** The last word as a name, in UTF-8 and without quotes around it. */
    String name() {
        boolean isQuoted = length > 1 && word[0] == '"' && word[length - 1] == '"';
        int quote = isQuoted ? 1 : 0;
        return new String(word, quote, length - 2 * quote, StandardCharsets.UTF_8);
    }

    long line() {
        return line;
    }

    /** What is wrong with the line before this one. */
    FormatException errorBefore(String problem) {
        return FormatException.atLine(source, Math.max(1, line - 1), problem);
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
