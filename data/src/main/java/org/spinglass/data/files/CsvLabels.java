// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.data.DataException;
import org.spinglass.data.LabelledImages;

/** The classes as they stand in the rows of one or two CSV files. */
final class CsvLabels {
    private static final int LONGEST = 1000;

    private final Path file;
    private final Map<String, String> written = new HashMap<>();

    CsvLabels(Path file) {
        this.file = file;
    }

    /** Notes a class; the same text is kept once. */
    String add(String field, long line) {
        String name = field.strip();
        if (name.isEmpty()) {
            throw new DataException(file + ":" + line + ": the class is empty; expected a name or a number");
        }
        if (name.length() > LONGEST) {
            throw new DataException(file + ":" + line + ": the class has " + name.length()
                    + " characters; expected at most " + LONGEST);
        }
        String known = written.putIfAbsent(name, name);
        if (written.size() > LabelledImages.MOST_CLASSES) {
            throw new DataException(
                    file + ":" + line + ": more than " + LabelledImages.MOST_CLASSES + " different classes");
        }
        return known == null ? name : known;
    }

    List<String> names() {
        if (written.size() < PictureFolder.FEWEST_CLASSES) {
            throw new DataException("%s: all rows are of class %s; expected at least %s classes"
                    .formatted(file, written.keySet(), PictureFolder.FEWEST_CLASSES));
        }
        return ClassNames.sorted(written.keySet());
    }

    int[] of(List<String> classes, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int c = 0; c < names.size(); c++) {
            numbers.put(names.get(c), c);
        }
        return classes.stream().mapToInt(numbers::get).toArray();
    }
}
