// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a record of settings: what it means and what it may be. Help texts, messages, records and the
 * check of the values read it here, see {@link SettingDescription}; the default is that of the record at hand.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it means, in a few words that begin with a small letter. */
    String meaning();

    /** The least number that it may be. */
    double least() default Double.NEGATIVE_INFINITY;

    /** A number that it must be above. */
    double above() default Double.NEGATIVE_INFINITY;

    /** The largest number that it may be. */
    double most() default Double.POSITIVE_INFINITY;

    /** A number that it must be below. */
    double below() default Double.POSITIVE_INFINITY;

    /** What is expected, where kind and range do not tell. */
    String expected() default "";

    /** What holds where there is no value: of components that may be null or empty. */
    String standard() default "";
}
