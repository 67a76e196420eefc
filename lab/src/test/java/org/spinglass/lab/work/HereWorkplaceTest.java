// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinglass.training.TrainingException;

class HereWorkplaceTest {
    /** What is heard, and when enough was. */
    private static final class Heard implements WorkListener {
        private final Map<Integer, byte[]> results = new TreeMap<>();
        private final Map<Integer, byte[]> told = new TreeMap<>();
        private final boolean stopsWhenTold;

        Heard(boolean stopsWhenTold) {
            this.stopsWhenTold = stopsWhenTold;
        }

        @Override
        public boolean goesOn() {
            return !stopsWhenTold || told.isEmpty();
        }

        @Override
        public void told(int task, byte[] message) {
            told.put(task, message);
        }

        @Override
        public byte[] asked(int task, byte[] question) {
            return new byte[] {(byte) (question[0] + task)};
        }

        @Override
        public void done(int task, byte[] result) {
            results.put(task, result);
        }
    }

    /** Says its input, asks about it, and adds what is shared. */
    public static final class Echo implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            contact.tell(input);
            byte[] answer = contact.ask(input);
            int shared = contact.shared(0, bytes -> (int) bytes[0]);
            return new byte[] {(byte) ((answer == null ? 0 : answer[0]) + shared)};
        }
    }

    /** Goes on until it is told to end. */
    public static final class Endless implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            contact.tell(input);
            while (contact.goesOn()) {
                Thread.onSpinWait();
            }
            return new byte[] {42};
        }
    }

    /** Fails at the second task, while the others go on until they are told to end. */
    public static final class Failing implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            if (input[0] == 1) {
                throw new TrainingException("the third layer does not fit");
            }
            while (contact.goesOn()) {
                Thread.onSpinWait();
            }
            return input;
        }
    }

    private static List<WorkTask> tasks(Class<? extends RemoteWork> work, int count, List<SharedBytes> shared) {
        return IntStream.range(0, count)
                .mapToObj(k -> new WorkTask(work, new byte[] {(byte) k}, shared))
                .toList();
    }

    @Test
    void tasksSayAskAndAnswer() {
        Heard heard = new Heard(false);
        try (HereWorkplace here = new HereWorkplace(2);
                SharedBytes shared = here.share(new byte[] {7})) {
            here.run(tasks(Echo.class, 5, List.of(shared)), heard);
            assertThat(here.slots()).isEqualTo(2);
        }
        assertThat(heard.told).containsOnlyKeys(0, 1, 2, 3, 4);
        heard.results.forEach((task, result) -> assertThat(result[0]).isEqualTo((byte) (2 * task + 7)));
        assertThat(heard.results).hasSize(5);
    }

    @Test
    void tasksThatAreToldToEndAnswerAllTheSame() {
        Heard heard = new Heard(true);
        try (HereWorkplace here = new HereWorkplace(2)) {
            here.run(tasks(Endless.class, 4, List.of()), heard);
        }
        assertThat(heard.results).hasSize(4);
    }

    @Test
    void anInterruptEndsTasksAndIsKept() {
        Heard heard = new Heard(false);
        Thread.currentThread().interrupt();
        try (HereWorkplace here = new HereWorkplace(1)) {
            here.run(tasks(Endless.class, 2, List.of()), heard);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard.results).hasSize(2);
    }

    @Test
    void aFailureEndsTheOthers() {
        try (HereWorkplace here = new HereWorkplace(2)) {
            assertThatThrownBy(() -> here.run(tasks(Failing.class, 3, List.of()), new Heard(false)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("the third layer does not fit");
        }
    }
}
