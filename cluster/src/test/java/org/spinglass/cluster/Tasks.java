// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import org.spinglass.lab.work.RemoteWork;
import org.spinglass.lab.work.TaskContact;
import org.spinglass.training.TrainingException;

/** Tasks that do what tests need. */
public final class Tasks {
    private Tasks() {}

    /** Says two things, and answers with its input and what is shared. */
    public static final class Echo implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            contact.tell(new byte[] {1});
            contact.tell(new byte[] {2});
            byte shared = contact.shared(0, bytes -> bytes[0]);
            return new byte[] {input[0], shared, (byte) contact.threads()};
        }
    }

    /** Asks for the double of its input until that is fifty or more. */
    public static final class Asking implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            byte[] known = input;
            while (known != null && known[0] < 50) {
                known = contact.ask(known);
            }
            return known == null ? new byte[0] : known;
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

    /** Fails in the way that its input says. */
    public static final class Failing implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            if (input[0] == 0) {
                throw new TrainingException("the third layer does not fit");
            }
            throw new IllegalStateException("a fault of the program");
        }
    }

    /** Ends its process at the first try of the first task. */
    public static final class Deadly implements RemoteWork {
        @Override
        public byte[] run(byte[] input, TaskContact contact) {
            if (input[0] == 0 && org.apache.spark.TaskContext.get().attemptNumber() == 0) {
                Runtime.getRuntime().halt(137);
            }
            return input;
        }
    }
}
