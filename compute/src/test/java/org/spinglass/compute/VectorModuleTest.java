// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JVMs that are told of the vector module in different ways. */
final class VectorModuleTest {
    private record Said(String out, String err) {}

    /** Says which operations are the best. */
    static final class Program {
        private Program() {}

        /** Its entry. */
        public static void main(String[] arguments) {
            System.out.println(VectorOps.best().name());
        }
    }

    private static Said started(String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process process = new ProcessBuilder(command).start();
        return new Said(
                new String(process.getInputStream().readAllBytes()).strip(),
                new String(process.getErrorStream().readAllBytes()).strip());
    }

    @Test
    void isLoadedWithoutAWordWhereThatIsAllowed() throws IOException {
        Said said = started("--add-exports=java.base/jdk.internal.module=ALL-UNNAMED");
        assertThat(said.out()).isEqualTo(new SimdOps().name());
        assertThat(said.err()).isEmpty();
    }

    @Test
    void elseTheWarningNamesTheFlag() throws IOException {
        Said said = started();
        assertThat(said.out()).isEqualTo("scalar");
        assertThat(said.err()).contains("--add-modules=jdk.incubator.vector");
    }
}
