// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

/** Problems were not handed over, because they might cost more than is left of a budget. */
public final class BudgetExceededException extends NotSubmittedException {
    private static final long serialVersionUID = 1;

    /** With a message that names what is needed and what is left. */
    public BudgetExceededException(String message) {
        super(message);
    }
}
