/**
 * Settings that describe themselves. A record of settings has for each component a {@link
 * org.spinglass.training.Setting}; what a user wrote is bound to it once, and help and messages read the same words.
 *
 * <pre>{@code
 * ResponseSettings usual = ResponseSettings.forSamples(1000);
 * GivenSettings given = GivenSettings.ofTexts(Map.of("sweeps", "8"));
 * System.out.println(SettingBinder.PLAIN.bind(usual, given).sweeps()); // 8
 * try {
 *     SettingBinder.PLAIN.bind(usual, given.with("sweeps", "many"));
 * } catch (SettingException e) {
 *     System.out.println(e.getMessage()); // sweeps is 'many'; expected a whole number of at least 1
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.settings;
