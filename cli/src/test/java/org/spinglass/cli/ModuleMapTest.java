// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Holds the modules to the map: each knows only those that it may. */
final class ModuleMapTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.spinglass");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : new String[] {
            "compute",
            "ising",
            "formats",
            "modelling",
            "quantum",
            "qpuserver",
            "network",
            "data",
            "training",
            "lab",
            "web",
            "cli"
        }) {
            assertThat(CLASSES.that(resideInAPackage("org.spinglass." + module + "..")))
                    .isNotEmpty();
        }
    }

    @Test
    void modulesKnowOnlyThoseBelow() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.spinglass..")
                .layer("compute")
                .definedBy("org.spinglass.compute..")
                .layer("ising")
                .definedBy("org.spinglass.ising..")
                .layer("formats")
                .definedBy("org.spinglass.formats..")
                .layer("modelling")
                .definedBy("org.spinglass.modelling..")
                .layer("quantum")
                .definedBy("org.spinglass.quantum..")
                .layer("qpuserver")
                .definedBy("org.spinglass.qpuserver..")
                .layer("network")
                .definedBy("org.spinglass.network..")
                .layer("data")
                .definedBy("org.spinglass.data..")
                .layer("training")
                .definedBy("org.spinglass.training..")
                .layer("lab")
                .definedBy("org.spinglass.lab..")
                .layer("web")
                .definedBy("org.spinglass.web..")
                .layer("cli")
                .definedBy("org.spinglass.cli..")
                .whereLayer("compute")
                .mayNotAccessAnyLayer()
                .whereLayer("ising")
                .mayOnlyAccessLayers("compute")
                .whereLayer("formats")
                .mayOnlyAccessLayers("compute", "ising")
                .whereLayer("modelling")
                .mayOnlyAccessLayers("compute", "ising", "formats")
                .whereLayer("quantum")
                .mayOnlyAccessLayers("compute", "ising", "formats")
                .whereLayer("qpuserver")
                .mayOnlyAccessLayers("compute", "ising", "formats", "quantum")
                .whereLayer("network")
                .mayOnlyAccessLayers("compute")
                .whereLayer("data")
                .mayNotAccessAnyLayer()
                .whereLayer("training")
                .mayOnlyAccessLayers("compute", "ising", "network", "data")
                .whereLayer("lab")
                .mayOnlyAccessLayers("compute", "ising", "quantum", "network", "data", "training")
                .whereLayer("web")
                .mayOnlyAccessLayers("compute", "ising", "formats", "modelling", "network", "data", "training")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("org.spinglass.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /**
     * What engines know of a model, they know through its arrays; what they are asked, through the rooms before them.
     */
    @Test
    void theRoomsOfIsingKnowOnlyThoseBefore() {
        rooms(
                "ising",
                "internal.numbers",
                "internal.random",
                "internal.arrays",
                "model",
                "internal.local",
                "internal.bounds",
                "sampling",
                "internal.annealing",
                "internal.search",
                "internal.bifurcation",
                "internal.circuit",
                "internal.exact",
                "internal.pathintegral",
                "internal.tempering",
                "internal.memetic",
                "internal.merging",
                "internal.elimination",
                "samplers",
                "solve");
    }

    @Test
    void theRoomsOfModellingKnowOnlyThoseBefore() {
        rooms("modelling", "internal.flat", "internal.presolve", "internal.search", "internal.bits", "", "files");
    }

    @Test
    void theRoomsOfQuantumKnowOnlyThoseBefore() {
        rooms("quantum", "internal.json", "topology", "embedding", "", "internal.sapi", "dwave", "emulator");
    }

    @Test
    void theRoomsOfNetworkKnowOnlyThoseBefore() {
        rooms(
                "network",
                "",
                "internal",
                "internal.json",
                "layer",
                "internal.kernels",
                "forward",
                "inverse",
                "internal.tensors",
                "io",
                "internal.onnx",
                "model");
    }

    /** Plots know plain numbers, so that runs and reproductions can draw them. */
    @Test
    void theRoomsOfLabKnowOnlyThoseBefore() {
        rooms("lab", "settings", "samplers", "work", "plot", "run", "reproduce");
    }

    private static void rooms(String module, String... order) {
        assertThat(CLASSES.that(resideInAPackage("org.spinglass." + module + "..")).stream()
                        .map(known -> known.getPackageName().substring(("org.spinglass." + module).length()))
                        .map(room -> room.isEmpty() ? "" : room.substring(1))
                        .distinct())
                .containsExactlyInAnyOrder(order);
        for (int k = 0; k < order.length - 1; k++) {
            String[] later = Arrays.stream(order, k + 1, order.length)
                    .map(room -> nameOf(module, room))
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(nameOf(module, order[k])))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(later))
                    .check(CLASSES);
        }
    }

    private static String nameOf(String module, String room) {
        return "org.spinglass." + module + (room.isEmpty() ? "" : "." + room);
    }

    @Test
    void vectorCodeSitsBehindOneSeam() {
        noClasses()
                .that(resideInAPackage("org.spinglass..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("org.spinglass.compute.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineSpeaksToThePerson() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.spinglass.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void loggingGoesThroughThePlatformLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos.logback..")
                .check(CLASSES);
    }

    @Test
    void noClassIsABagOfFunctions() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(CLASSES);
    }
}
