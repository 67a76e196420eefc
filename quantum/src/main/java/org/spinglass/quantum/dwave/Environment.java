// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client looks for what it is not told: variables and folders.
 *
 * @param variables of the process
 * @param system name of the operating system, as in {@code os.name}
 * @param home the user's folder
 * @param folder the folder from which the program was started
 */
public record Environment(Map<String, String> variables, String system, Path home, Path folder) {
    private static final String FILE = "dwave.conf";

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. The user's folder is that of the variable {@code HOME}, where it is set. */
    public static Environment ofProcess() {
        return of(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    /**
     * An environment with these variables.
     *
     * @param account the folder of the user's account, which the variable {@code HOME} replaces except on Windows
     */
    static Environment of(Map<String, String> variables, String system, String account) {
        String home = variables.getOrDefault("HOME", "");
        boolean isWindows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        return new Environment(variables, system, Path.of(home.isEmpty() || isWindows ? account : home), Path.of("."));
    }

    /** Variables often hold tokens: only the folders are told. */
    @Override
    public String toString() {
        return "Environment[system=" + system + ", home=" + home + ", folder=" + folder + "]";
    }

    /** The value of a variable, or another where it is not set or empty. */
    String variable(String name, String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    /** Where configuration files may be, the least important first: the site's, the user's, the folder's. */
    List<Path> configFiles() {
        List<Path> files = new ArrayList<>();
        if (isWindows()) {
            files.add(windows("PROGRAMDATA", "C:\\ProgramData", "dwavesystem\\dwave")
                    .resolve(FILE));
            files.add(windows("LOCALAPPDATA", home.resolve("AppData/Local").toString(), "dwavesystem\\dwave")
                    .resolve(FILE));
        } else if (isMac()) {
            files.add(Path.of("/Library/Application Support/dwave", FILE));
            files.add(home.resolve("Library/Application Support/dwave").resolve(FILE));
        } else {
            for (String site : variable("XDG_CONFIG_DIRS", "/etc/xdg").split(":", -1)) {
                if (!site.isEmpty()) {
                    files.add(Path.of(site, "dwave", FILE));
                }
            }
            files.add(absolute(variable("XDG_CONFIG_HOME", ""), home.resolve(".config"))
                    .resolve("dwave")
                    .resolve(FILE));
        }
        files.add(folder.resolve(FILE));
        return files;
    }

    /** Where what can be fetched again is kept. */
    Path cacheFolder() {
        if (isWindows()) {
            return windows("LOCALAPPDATA", home.resolve("AppData/Local").toString(), "spinglass\\cache\\dwave");
        }
        Path caches = isMac()
                ? home.resolve("Library/Caches")
                : absolute(variable("XDG_CACHE_HOME", ""), home.resolve(".cache"));
        return caches.resolve("spinglass/dwave");
    }

    /** A folder of the XDG specification, which says that a relative one counts as none. */
    private static Path absolute(String path, Path otherwise) {
        return Path.of(path).isAbsolute() ? Path.of(path) : otherwise;
    }

    /** A path with {@code ~} and {@code $VARIABLE} replaced. */
    Path expanded(String path) {
        String text = Pattern.compile("\\$(?:\\{([^}]+)}|(\\w+))").matcher(path).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, found.group()));
        });
        boolean isHome = text.equals("~") || text.startsWith("~/");
        return isHome ? home.resolve(text.equals("~") ? "" : text.substring(2)) : folder.resolve(text);
    }

    private Path windows(String variable, String otherwise, String below) {
        return Path.of(variable(variable, otherwise)).resolve(below.replace("\\", File.separator));
    }

    private boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }
}
