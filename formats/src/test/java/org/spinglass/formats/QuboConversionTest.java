// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spinglass.formats.JsonTree.list;
import static org.spinglass.formats.JsonTree.map;
import static org.spinglass.formats.JsonTree.number;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.ising.model.SparseIsing;

/** Conversions that dimod 0.12.21 computed, there and back. */
class QuboConversionTest {
    @Test
    void coefficientsAndOffsetsAreThoseOfDimod() throws IOException {
        Map<String, Object> golden = map(JsonTree.read(KnownFiles.file("golden/dwave/ising_qubo_conversions.json")));
        assertThat(list(golden.get("cases"))).hasSize(3);
        for (Object entry : list(golden.get("cases"))) {
            Map<String, Object> example = map(entry);
            List<Object> fields = list(example.get("h"));
            int first = (int) number(list(fields.getFirst()).getFirst());
            QuboBuilder builder = new QuboBuilder(fields.size(), Duplicates.REJECT);
            for (Object term : list(example.get("Q"))) {
                builder.add(
                        index(term, 0) - first,
                        index(term, 1) - first,
                        number(list(term).get(2)));
            }
            Qubo qubo = builder.addOffset(number(example.get("qubo_offset"))).build();
            DenseIsing dense = qubo.toDenseIsing();
            SparseIsing sparse = qubo.toSparseIsing();
            assertThat(sparse.toDense()).isEqualTo(dense);
            assertThat(qubo.toIsing().isSingle()).isTrue();
            assertThat(dense.offset()).isEqualTo(number(example.get("ising_offset")));
            for (Object term : fields) {
                assertThat(dense.field(index(term, 0) - first))
                        .isEqualTo(number(list(term).get(1)));
            }
            assertThat(sparse.interactions()).isEqualTo(list(example.get("J")).size());
            for (Object term : list(example.get("J"))) {
                assertThat((double) dense.coupling(index(term, 0) - first, index(term, 1) - first))
                        .isEqualTo(number(list(term).get(2)));
            }
            for (Qubo back : List.of(Qubo.of(dense), Qubo.of(sparse))) {
                assertThat(back.offset()).isEqualTo(number(example.get("back_offset")));
                for (Object term : list(example.get("back_Q"))) {
                    int i = index(term, 0) - first;
                    int j = index(term, 1) - first;
                    assertThat(i == j ? back.linear(i) : back.quadratic(j, i))
                            .isEqualTo(number(list(term).get(2)));
                }
            }
        }
    }

    private static int index(Object term, int k) {
        return (int) number(list(term).get(k));
    }
}
