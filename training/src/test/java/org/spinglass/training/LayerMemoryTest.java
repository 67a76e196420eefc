// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerMemoryTest {
    private static LayerMemory.NeuronColumns some(float value) {
        return new LayerMemory.NeuronColumns(new float[] {value}, new float[] {1}, 1);
    }

    @Test
    void neuronsAreOfTheStepBefore() {
        LayerMemory memory = new LayerMemory();
        LayerMemory.NeuronColumns first = some(1);
        LayerMemory.NeuronColumns second = some(2);
        memory.moveTo(0, 0);
        assertThat(memory.modelled(first)).isSameAs(first);
        memory.moveTo(0, 1);
        assertThat(memory.modelled(second)).isSameAs(first);
        memory.moveTo(0, 1);
        LayerMemory.NeuronColumns anew = some(3);
        assertThat(memory.modelled(anew)).isSameAs(first);
        memory.moveTo(0, 2);
        assertThat(memory.modelled(some(4))).isSameAs(anew);
    }

    @Test
    void nothingIsKeptWhereEveryStepReplacesAll() {
        LayerMemory memory = new LayerMemory();
        ResponseForm form = new ResponseForm(ResponseForm.Kind.SKETCHES, 4, 4, 1);
        memory.moveTo(0, 0);
        memory.columns(form).renew(List.of(new float[4]), 1, 4, 1);
        memory.moveTo(0, 1);
        assertThat(memory.columns(form).due(form)).isEqualTo(4);
    }

    @Test
    void anEpochBeginsWithoutMemory() {
        LayerMemory memory = new LayerMemory();
        ResponseForm form = new ResponseForm(ResponseForm.Kind.SKETCHES, 4, 4, 1, 1);
        memory.moveTo(0, 0);
        memory.modelled(some(1));
        memory.columns(form).renew(List.of(new float[4]), 1, 4, 1);
        memory.moveTo(0, 1);
        assertThat(memory.columns(form).due(form)).isEqualTo(1);
        memory.moveTo(1, 0);
        assertThat(memory.columns(form).due(form)).isEqualTo(4);
        LayerMemory.NeuronColumns own = some(2);
        assertThat(memory.modelled(own)).isSameAs(own);
    }
}
