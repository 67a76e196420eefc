// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Names beside chains, which can be read on any ground, none over another. For one drawing. */
final class ChainNames {
    private static final int GAP = 4;

    private final Graphics2D graphics;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** In the font that is set now. */
    ChainNames(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** Draws a name to the upper right of a point, or above the names that are there. */
    void draw(String name, double x, double y) {
        Shape text = graphics.getFont()
                .createGlyphVector(graphics.getFontRenderContext(), name)
                .getOutline();
        Rectangle2D room = around(text.getBounds2D(), x, y);
        double up = 0;
        while (taken.stream().anyMatch(room::intersects)) {
            up += room.getHeight();
            room = around(text.getBounds2D(), x, y - up);
        }
        taken.add(room);
        Shape placed = AffineTransform.getTranslateInstance(x + 2, y - 2 - up).createTransformedShape(text);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(placed);
        graphics.setColor(BreakColours.INK);
        graphics.fill(placed);
    }

    private static Rectangle2D around(Rectangle2D text, double x, double y) {
        return new Rectangle2D.Double(
                text.getX() + x + 2 - GAP / 2.0,
                text.getY() + y - 2 - GAP / 2.0,
                text.getWidth() + GAP,
                text.getHeight() + GAP);
    }
}
