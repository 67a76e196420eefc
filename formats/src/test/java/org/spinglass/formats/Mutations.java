// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Ways in which files get broken. */
final class Mutations {
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "2147483647",
        "2147483648",
        "-2147483648",
        "4294967295",
        "9223372036854775807",
        "99999999999999999999",
        "1e999",
        "-1e308",
        "1e39",
        "1e-400",
        "nan",
        "inf",
        "-Infinity",
        "0x10",
        "1.5",
        "16777217",
        "65536",
        "46341",
        "1000000",
        "123456789",
        "",
        "+",
        ".",
        "1e",
        "--1",
        "1,5",
        "007"
    };
    private static final int[] WORDS = {0, 1, -1, 2, 0x7fff_ffff, 0x8000_0000, 0x7f80_0000, 0x7ff0_0000, 0xffff, 1 << 20
    };

    private Mutations() {}

    /** One to four of them in a row. */
    static byte[] apply(byte[] file, SplittableRandom random) {
        byte[] bytes = file;
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            bytes = switch (random.nextInt(9)) {
                case 0 -> flipBit(bytes, random);
                case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> insert(bytes, random);
                case 3 -> cut(bytes, random);
                case 4 -> repeat(bytes, random);
                case 5, 6 -> mangleNumber(bytes, random);
                case 7 -> shuffleLines(bytes, random);
                default -> overwrite(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] flipBit(byte[] file, SplittableRandom random) {
        byte[] bytes = file.clone();
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] splice(byte[] file, int from, int to, byte[] between) {
        byte[] bytes = new byte[from + between.length + file.length - to];
        System.arraycopy(file, 0, bytes, 0, from);
        System.arraycopy(between, 0, bytes, from, between.length);
        System.arraycopy(file, to, bytes, from + between.length, file.length - to);
        return bytes;
    }

    private static byte[] insert(byte[] file, SplittableRandom random) {
        byte[] some = new byte[random.nextInt(1, 6)];
        random.nextBytes(some);
        if (random.nextBoolean()) {
            String marks = " \t\r\n,;:{}[]\"\\#.-+eE01";
            for (int k = 0; k < some.length; k++) {
                some[k] = (byte) marks.charAt(random.nextInt(marks.length()));
            }
        }
        int at = random.nextInt(file.length + 1);
        return splice(file, at, at, some);
    }

    private static byte[] cut(byte[] file, SplittableRandom random) {
        int from = random.nextInt(file.length + 1);
        return splice(file, from, Math.min(file.length, from + random.nextInt(1, 20)), new byte[0]);
    }

    private static byte[] repeat(byte[] file, SplittableRandom random) {
        int from = random.nextInt(file.length + 1);
        int to = Math.min(file.length, from + random.nextInt(1, 40));
        int at = random.nextInt(file.length + 1);
        return splice(file, at, at, Arrays.copyOfRange(file, from, to));
    }

    /** Puts another number in the place of a run of digits. */
    private static byte[] mangleNumber(byte[] file, SplittableRandom random) {
        List<Integer> starts = new ArrayList<>();
        for (int k = 0; k < file.length; k++) {
            if (isDigit(file[k]) && (k == 0 || !isDigit(file[k - 1]))) {
                starts.add(k);
            }
        }
        if (starts.isEmpty()) {
            return file;
        }
        int from = starts.get(random.nextInt(starts.size()));
        int to = from;
        while (to < file.length && isDigit(file[to])) {
            to++;
        }
        String number = NUMBERS[random.nextInt(NUMBERS.length)];
        return splice(file, from, to, number.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static byte[] shuffleLines(byte[] file, SplittableRandom random) {
        List<String> lines = new ArrayList<>(List.of(new String(file, StandardCharsets.ISO_8859_1).split("\n", -1)));
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        if (random.nextBoolean()) {
            lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Puts a whole number or part of a floating one over four bytes. */
    private static byte[] overwrite(byte[] file, SplittableRandom random) {
        byte[] bytes = file.clone();
        int word = WORDS[random.nextInt(WORDS.length)];
        int at = random.nextInt(bytes.length + 1);
        for (int k = 0; k < 4 && at + k < bytes.length; k++) {
            bytes[at + k] = (byte) (word >>> 8 * k);
        }
        return bytes;
    }
}
