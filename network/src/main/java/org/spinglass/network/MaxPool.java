package org.spinglass.network;

/**
 * The largest value of each of {@code height x width} windows that tile a channel. The windows are equal, so the
 * input's height and width must be multiples of those of the output.
 *
 * @param height rows after pooling, at least 1
 * @param width columns after pooling, at least 1
 */
public record MaxPool(int height, int width) implements Layer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public MaxPool {
        Checks.atLeastOne("height", height);
        Checks.atLeastOne("width", width);
    }

    @Override
    public Shape output(Shape input) {
        if (input.height() % height != 0 || input.width() % width != 0) {
            throw new NetworkException("input " + input + " cannot be tiled by " + height + "x" + width
                    + " equal windows; its height must be a multiple of " + height + " and its width of " + width);
        }
        return new Shape(input.channels(), height, width);
    }

    @Override
    public String describe() {
        return "max-pool to " + height + "x" + width;
    }
}
