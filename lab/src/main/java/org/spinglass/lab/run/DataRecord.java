// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.data.files.OwnData;

/**
 * What a run was trained, validated and tested on; in a run folder it is {@code data.json}. Immutable.
 *
 * @param name of the data
 * @param source what the files are and how they were understood; null of published sets
 * @param classNames names of the classes, in the order of the labels
 * @param channels of an image; null of a table
 * @param height rows of an image as the network takes it; null of a table
 * @param width columns of an image as the network takes it; null of a table
 * @param features names of a table's features; null of images
 * @param training images of each class
 * @param validation images of each class
 * @param test images of each class; null where there are none
 * @param smallest size of the smallest picture as stored; null where there is one size only
 * @param largest size of the largest picture as stored; null where there is one size only
 * @param leftOut a line for each picture that could not be read
 * @param sheet name of the picture with some images of each class; null where there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DataRecord(
        String name,
        @Nullable String source,
        List<String> classNames,
        @Nullable Integer channels,
        @Nullable Integer height,
        @Nullable Integer width,
        @Nullable List<String> features,
        List<Integer> training,
        List<Integer> validation,
        @Nullable List<Integer> test,
        @Nullable String smallest,
        @Nullable String largest,
        List<String> leftOut,
        @Nullable String sheet) {

    /**
     * The record of what was drawn from a set.
     *
     * @param own what was read of one's own files; null of a published set
     * @param sheet name of the contact sheet; null where there is none
     */
    static DataRecord of(DataSet set, Split split, @Nullable OwnData own, @Nullable String sheet) {
        boolean isTable = set.training() instanceof FeatureTable;
        Samples training = split.training();
        Samples test = split.test();
        return new DataRecord(
                set.name(),
                own == null ? null : own.source(),
                set.classNames(),
                isTable ? null : training.channels(),
                isTable ? null : training.height(),
                isTable ? null : training.width(),
                set.training() instanceof FeatureTable table ? table.columns() : null,
                counts(training),
                counts(split.validation()),
                test == null ? null : counts(test),
                own == null ? null : text(own.smallest()),
                own == null ? null : text(own.largest()),
                own == null ? List.of() : own.leftOut(),
                sheet);
    }

    private static @Nullable String text(@Nullable ImageSize size) {
        return size == null ? null : size.toString();
    }

    private static List<Integer> counts(Samples samples) {
        return Arrays.stream(samples.classCounts()).boxed().toList();
    }
}
