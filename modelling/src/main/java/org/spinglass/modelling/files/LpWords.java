// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An LP file as words, section by section. */
final class LpWords {
    private static final Pattern HEADER = Pattern.compile(
            "^\\s*(minimi[sz]e|minimum|min|maximi[sz]e|maximum|max|subject\\s+to|such\\s+that|s\\.t\\.|st\\.?|bounds?"
                    + "|generals?|gen|integers?|int|binary|binaries|bin|end|semi-continuous|semis?|sos[12]?"
                    + "|lazy\\s+constraints|user\\s+cuts)(?=\\s|$)(?!\\s*:)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("(?<number>(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)"
            + "|(?<name>[A-Za-z_!\"#$%&(),;?@`'{}~][A-Za-z0-9_.!\"#$%&(),;?@`'{}~]*)"
            + "|(?<sign><=|=<|>=|=>|->|<|>|=|[-+*/^:\\[\\]])");

    /** A section. */
    enum Section {
        MINIMISE,
        MAXIMISE,
        RULES,
        BOUNDS,
        WHOLE,
        BINARY,
        END
    }

    /** A word: a number, a name or a sign. */
    record Word(String text, Kind kind, long line) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isRelation() {
            return kind == Kind.SIGN && (text.contains("<") || text.contains("=") || text.equals(">"));
        }
    }

    /** What a word is. */
    enum Kind {
        NUMBER,
        NAME,
        SIGN
    }

    private final Lines lines;
    private final Map<Section, List<Word>> sections = new EnumMap<>(Section.class);
    private @Nullable Section section;

    LpWords(Lines lines) throws IOException {
        this.lines = lines;
        for (String line = lines.next(); line != null && section != Section.END; line = lines.next()) {
            int comment = line.indexOf('\\');
            take(comment < 0 ? line : line.substring(0, comment));
        }
    }

    List<Word> of(Section wanted) {
        return sections.getOrDefault(wanted, List.of());
    }

    boolean has(Section wanted) {
        return sections.containsKey(wanted);
    }

    private void take(String line) throws IOException {
        Matcher header = HEADER.matcher(line);
        String rest = line;
        if (header.find()) {
            section = section(header.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
            sections.computeIfAbsent(section, key -> new ArrayList<>());
            rest = line.substring(header.end());
        }
        if (rest.isBlank()) {
            return;
        }
        Section now = section;
        if (now == null) {
            throw lines.error(
                    lines.number(), "'" + rest.trim() + "' before any section; expected Minimize or Maximize first");
        }
        words(rest, sections.computeIfAbsent(now, key -> new ArrayList<>()));
    }

    private void words(String text, List<Word> into) throws IOException {
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            if (!matcher.find(at) || matcher.start() != at) {
                throw lines.error(lines.number(), "'" + text.charAt(at) + "'; expected a number, a name or a relation");
            }
            Kind kind = matcher.group("number") != null
                    ? Kind.NUMBER
                    : matcher.group("name") != null ? Kind.NAME : Kind.SIGN;
            into.add(new Word(matcher.group(), kind, lines.number()));
            at = matcher.end();
        }
    }

    private Section section(String header) throws IOException {
        if (header.startsWith("min")) {
            return Section.MINIMISE;
        }
        if (header.startsWith("max")) {
            return Section.MAXIMISE;
        }
        return switch (header.charAt(0)) {
            case 'b' -> header.startsWith("bound") ? Section.BOUNDS : Section.BINARY;
            case 'g', 'i' -> Section.WHOLE;
            case 'e' -> Section.END;
            default -> {
                if (header.startsWith("s") && !header.startsWith("sos") && !header.startsWith("semi")) {
                    yield Section.RULES;
                }
                throw lines.error(
                        lines.number(),
                        "the section '" + header + "' is not read; expected linear and quadratic rules, bounds, and"
                                + " general and binary variables");
            }
        };
    }
}
