// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right a network's answers are on images, or rows of a table, whose classes are known. Immutable; in a folder it is {@code
 * evaluation.json}.
 *
 * @param data which images they are
 * @param count number of images
 * @param accuracy share of those that are answered rightly
 * @param standardError of the accuracy, {@code sqrt(a (1 - a) / count)}
 * @param classNames names of the classes, in the order of the labels
 * @param confusion for each class, and for each answer, how many images of the class were answered so
 * @param classes each class by itself
 * @param mostWrong images that were answered wrongly with the largest lead of the wrong answer, the most wrong first
 * @param trainedOn how many of the images the network was trained on; null where none is known to be
 */
public record Evaluation(
        String data,
        int count,
        double accuracy,
        double standardError,
        List<String> classNames,
        List<List<Integer>> confusion,
        List<ClassScore> classes,
        List<WrongImage> mostWrong,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer trainedOn) {
    private static final int MOST_SHOWN = 24;

    /**
     * How right the answers about one class are.
     *
     * @param name of the class
     * @param count images of it
     * @param precision share of the answers that name this class which are right; null where none does
     * @param recall share of the images of this class that are answered rightly; null where there are none
     */
    public record ClassScore(
            String name,
            int count,
            @Nullable Double precision,
            @Nullable Double recall) {}

    /**
     * An image that was answered wrongly.
     *
     * @param name which one it is
     * @param image a PNG as an address of the kind {@code data:}; null where it is no image
     * @param expected its class
     * @param predicted the answer
     * @param confidence of the answer, 0 to 1; null where it is not known
     */
    public record WrongImage(
            String name,
            @Nullable String image,
            String expected,
            String predicted,
            @Nullable Double confidence) {}

    /** What is to be known of single images, for those that are shown. */
    public interface Images {
        /** What the image of an index is called. */
        String name(int image);

        /** The image as an address of the kind {@code data:}; null where it cannot be shown. */
        @Nullable
        String address(int image);

        /** The confidence of the answer that has the largest output; null where it is not known. */
        @Nullable
        Double confidence(int image);
    }

    /** Copies the lists. */
    public Evaluation {
        classNames = List.copyOf(classNames);
        confusion = confusion.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
        mostWrong = List.copyOf(mostWrong);
    }

    /**
     * Compares a network's outputs with the classes.
     *
     * @param data which images they are
     * @param outputs {@code labels.length x classes}, row-major; the largest of a row is the answer, the first of equal ones
     * @param labels the right classes
     * @param classNames their names
     * @param images tells about those that are shown
     * @throws IllegalArgumentException when there is no image or the arrays do not fit together
     */
    public static Evaluation of(String data, float[] outputs, int[] labels, List<String> classNames, Images images) {
        int classes = classNames.size();
        if (labels.length == 0 || outputs.length != (long) labels.length * classes) {
            throw new IllegalArgumentException(
                    outputs.length + " outputs of " + labels.length + " images in " + classes + " classes");
        }
        int[][] confusion = new int[classes][classes];
        List<Lead> wrong = new ArrayList<>();
        int right = 0;
        for (int image = 0; image < labels.length; image++) {
            int answer = largest(outputs, image * classes, classes);
            confusion[labels[image]][answer]++;
            if (answer == labels[image]) {
                right++;
            } else {
                float lead = outputs[image * classes + answer] - outputs[image * classes + labels[image]];
                wrong.add(new Lead(image, answer, lead));
            }
        }
        wrong.sort(Comparator.comparingDouble((Lead lead) -> -lead.lead()).thenComparingInt(Lead::image));
        double accuracy = (double) right / labels.length;
        return new Evaluation(
                data,
                labels.length,
                accuracy,
                Math.sqrt(accuracy * (1 - accuracy) / labels.length),
                classNames,
                rows(confusion),
                scores(confusion, classNames),
                wrong.stream()
                        .limit(MOST_SHOWN)
                        .map(lead -> new WrongImage(
                                images.name(lead.image()),
                                images.address(lead.image()),
                                classNames.get(labels[lead.image()]),
                                classNames.get(lead.answer()),
                                images.confidence(lead.image())))
                        .toList(),
                null);
    }

    /** The same of images of which the network was trained on some. */
    Evaluation withTrainedOn(int images) {
        return new Evaluation(data, count, accuracy, standardError, classNames, confusion, classes, mostWrong, images);
    }

    /** A wrong answer and by how much its output is above that of the right one. */
    private record Lead(int image, int answer, float lead) {}

    private static int largest(float[] outputs, int at, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = outputs[at + k] > outputs[at + best] ? k : best;
        }
        return best;
    }

    private static List<List<Integer>> rows(int[][] confusion) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : confusion) {
            List<Integer> counts = new ArrayList<>();
            for (int count : row) {
                counts.add(count);
            }
            rows.add(counts);
        }
        return rows;
    }

    private static List<ClassScore> scores(int[][] confusion, List<String> names) {
        List<ClassScore> scores = new ArrayList<>();
        for (int k = 0; k < confusion.length; k++) {
            int count = 0;
            int answers = 0;
            for (int other = 0; other < confusion.length; other++) {
                count += confusion[k][other];
                answers += confusion[other][k];
            }
            int right = confusion[k][k];
            scores.add(new ClassScore(names.get(k), count, share(right, answers), share(right, count)));
        }
        return scores;
    }

    private static @Nullable Double share(int part, int all) {
        return all == 0 ? null : (double) part / all;
    }
}
