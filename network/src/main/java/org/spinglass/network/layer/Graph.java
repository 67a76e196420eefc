// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.network.NetworkException;

/** Which points the {@link Link}s of a list of layers take. */
final class Graph {
    /** Of a layer that takes no named point. */
    static final int NONE = -1;

    private Graph() {}

    /**
     * By layer, the number of the named point that it takes, or {@link #NONE}.
     *
     * @param network its name, for messages
     * @throws NetworkException naming the layer when it takes a point that no layer before has, has a name that is taken, or
     *     computes what is used nowhere
     */
    static int[] sources(String network, List<Layer> layers) {
        Map<String, Integer> points = new HashMap<>();
        int[] sources = new int[layers.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = NONE;
            if (layers.get(i) instanceof Point(String name) && points.putIfAbsent(name, i + 1) != null) {
                throw fault(network, layers, i, "there is a point of that name before");
            }
            if (layers.get(i) instanceof Link link) {
                Integer point = points.get(link.name());
                if (point == null) {
                    throw fault(network, layers, i, "no layer before is the point " + link.name());
                }
                sources[i] = point;
            }
        }
        requireUse(network, layers, sources);
        return sources;
    }

    private static void requireUse(String network, List<Layer> layers, int[] sources) {
        boolean[] isUsed = new boolean[layers.size() + 1];
        isUsed[layers.size()] = true;
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (isUsed[i + 1]) {
                isUsed[i] |= !(layers.get(i) instanceof Link.From);
                if (sources[i] != NONE) {
                    isUsed[sources[i]] = true;
                }
            } else if (!(layers.get(i) instanceof Point)) {
                throw fault(network, layers, i, "what it computes is used nowhere; name it by a point behind it");
            }
        }
    }

    private static NetworkException fault(String network, List<Layer> layers, int index, String message) {
        return new NetworkException(String.format(
                Locale.ROOT,
                "network %s: layer %d (%s): %s",
                network,
                index + 1,
                layers.get(index).describe(),
                message));
    }
}
