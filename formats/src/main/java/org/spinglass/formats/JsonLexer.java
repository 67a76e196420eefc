package org.spinglass.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The marks, strings, numbers and words of a JSON text (RFC 8259), straight from its bytes. For one thread. */
final class JsonLexer {
    static final int LONGEST_STRING = 1 << 16;
    private static final int LONGEST_NUMBER = 1024;

    private final InputStream stream;
    private final String source;
    private final byte[] buffer = new byte[1 << 13];
    private int position;
    private int filled;
    private long line = 1;
    private final byte[] number = new byte[LONGEST_NUMBER];

    JsonLexer(InputStream stream, String source) {
        this.stream = stream;
        this.source = source;
    }

    private int peekByte() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(0, stream.readNBytes(buffer, 0, buffer.length));
        }
        return position < filled ? buffer[position] & 0xff : -1;
    }

    private int nextByte() throws IOException {
        int c = peekByte();
        if (c < 0) {
            throw error("the text ends within a value");
        }
        position++;
        line += c == '\n' ? 1 : 0;
        return c;
    }

    /** The next byte that is no blank, not taken; -1 at the end. */
    int peekMark() throws IOException {
        int c = peekByte();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            nextByte();
            c = peekByte();
        }
        return c;
    }

    /** Takes blanks and a mark. */
    void take(char expected) throws IOException {
        int c = peekMark();
        if (c != expected) {
            throw error("expected '" + expected + "', found " + described(c));
        }
        position++;
    }

    /** Takes a word. */
    void literal(String expected) throws IOException {
        for (int k = 0; k < expected.length(); k++) {
            int c = peekByte();
            if (c != expected.charAt(k)) {
                throw error("expected " + expected + ", found " + described(c));
            }
            position++;
        }
    }

    String string() throws IOException {
        take('"');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int c = nextByte(); c != '"'; c = nextByte()) {
            if (c < ' ') {
                throw error("a string contains " + described(c));
            }
            if (bytes.size() > LONGEST_STRING) {
                throw error("a string is longer than " + LONGEST_STRING + " bytes");
            }
            if (c == '\\') {
                bytes.writeBytes(escape().getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw error("a string is not UTF-8");
        }
    }

    /** The bytes that a string holds in Base64, of any length within the budget. */
    byte[] base64(MemoryBudget budget) throws IOException {
        take('"');
        byte[] digits = new byte[0];
        int length = 0;
        for (int c = nextByte(); c != '"'; c = nextByte()) {
            c = c == '\\' ? nextByte() : c;
            if (length == digits.length) {
                int larger = (int) Math.min(Integer.MAX_VALUE - 8, 2L * length + 1024);
                budget.take(2L * larger, "a string of more than " + length + " bytes");
                budget.release(2L * length);
                digits = Arrays.copyOf(digits, larger);
            }
            digits[length++] = (byte) c;
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(digits, length));
        } catch (IllegalArgumentException malformed) {
            throw error("a string is not Base64, as bytes in JSON are expected to be");
        }
    }

    private String escape() throws IOException {
        int c = nextByte();
        return switch (c) {
            case '"', '\\', '/' -> String.valueOf((char) c);
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> {
                char unit = unit();
                if (!Character.isSurrogate(unit)) {
                    yield String.valueOf(unit);
                }
                if (Character.isHighSurrogate(unit) && nextByte() == '\\' && nextByte() == 'u') {
                    char low = unit();
                    if (Character.isLowSurrogate(low)) {
                        yield new String(new char[] {unit, low});
                    }
                }
                throw error("a string contains half of a surrogate pair");
            }
            default -> throw error("a string contains an escape of " + described(c));
        };
    }

    private char unit() throws IOException {
        int unit = 0;
        for (int k = 0; k < 4; k++) {
            int c = nextByte();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw error("expected four hexadecimal digits, found " + described(c));
            }
            unit = 16 * unit + digit;
        }
        return (char) unit;
    }

    /** Takes blanks and a number, and returns its length. */
    int digits() throws IOException {
        int length = 0;
        peekMark();
        for (int c = peekByte();
                c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
                c = peekByte()) {
            if (length == LONGEST_NUMBER) {
                throw error("a number is longer than " + LONGEST_NUMBER + " bytes");
            }
            number[length++] = (byte) c;
            position++;
        }
        if (!isNumber(length)) {
            throw error("expected a number, found '" + numberText(Math.min(length, 40)) + "' before "
                    + described(peekByte()));
        }
        return length;
    }

    /** Whether it is {@code -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?}. */
    private boolean isNumber(int length) {
        int at = length > 0 && number[0] == '-' ? 1 : 0;
        int first = at;
        at = skipDigits(at, length);
        boolean isGood = at > first && (number[first] != '0' || at == first + 1);
        if (at < length && number[at] == '.') {
            first = ++at;
            at = skipDigits(at, length);
            isGood &= at > first;
        }
        if (at < length && (number[at] == 'e' || number[at] == 'E')) {
            at++;
            at += at < length && (number[at] == '-' || number[at] == '+') ? 1 : 0;
            first = at;
            at = skipDigits(at, length);
            isGood &= at > first;
        }
        return isGood && at == length;
    }

    private int skipDigits(int from, int length) {
        int at = from;
        while (at < length && number[at] >= '0' && number[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The number of that length that was taken last, as it stood. */
    String numberText(int length) {
        return new String(number, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** A finite number. */
    double number() throws IOException {
        double value = Decimal.parse(number, digits());
        if (!Double.isFinite(value)) {
            throw error("a number is too large for double precision");
        }
        return value;
    }

    FormatException error(String problem) {
        return FormatException.atLine(source, line, problem);
    }

    static String described(int c) {
        return c < 0
                ? "the end"
                : c > ' ' && c <= '~' ? "'" + (char) c + "'" : String.format(Locale.ROOT, "byte 0x%02x", c);
    }
}
