// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.modelling.AnswerListener;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.files.ModelFile;
import org.spinglass.modelling.files.ModelFormat;
import org.spinglass.modelling.files.ModelProblem;

/** The page of a model of named variables and rules as a browser shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnswerPageTest {
    @TempDir
    private Path temp;

    private Browser browser;

    @BeforeAll
    void open() {
        browser = Browser.open();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static SolvedModel solved(String name, ModelFormat format, String text, UnaryOperator<ModelRequest> how)
            throws IOException {
        ModelProblem problem =
                ModelFile.problem(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name, format);
        AnswerTrace trace = new AnswerTrace(AnswerListener.NONE);
        ModelSolution solution =
                ModelSolver.solve(problem.model(), how.apply(ModelRequest.of(3)).withListener(trace));
        return new SolvedModel(name, "./spinglass solve " + name, problem, solution, trace, null, 1, 3, "1.0");
    }

    private Page page(int width, SolvedModel solved) {
        Path file = temp.resolve("page.html");
        RunReport.write(solved.html(), file);
        browser.complaints.clear();
        browser.requests.clear();
        return browser.page(width, file.toUri().toString());
    }

    private void close(Page page) {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests).hasSize(1);
        page.context().close();
    }

    /** A knapsack of 40 things of which two exclude each other. */
    static String knapsack() {
        StringBuilder worth = new StringBuilder();
        StringBuilder weight = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int k = 0; k < 40; k++) {
            worth.append(String.format(Locale.ROOT, " + %d x%d", 10 + k * 37 % 90, k));
            weight.append(String.format(Locale.ROOT, " + %d x%d", 5 + k * 29 % 50, k));
            names.append(" x").append(k);
        }
        return "Maximize\n" + worth + "\nSubject To\n room: " + weight + " <= 300\n apart: x0 + x1 <= 1\nBinary\n"
                + names + "\nEnd\n";
    }

    @Test
    void anAnswerIsShownWithItsRulesItsValuesAndItsRounds() throws IOException {
        SolvedModel solved = solved(
                "folder/sack.lp",
                ModelFormat.LP,
                knapsack(),
                request -> request.withSampler(SimulatedAnnealing.singleSpin()));
        Page page = page(375, solved);
        assertThat(page.title()).isEqualTo("sack.lp - Spinglass");
        assertThat(page.locator("h1").textContent()).isEqualTo("sack.lp");
        String objective = String.valueOf((int) solved.solution().best().objective());
        assertThat(page.locator(".tile:has-text('objective') dd").textContent()).isEqualTo(objective);
        assertThat(page.locator(".tile:has-text('rules that hold') dd").textContent())
                .isEqualTo("2 of 2");
        assertThat(page.locator("figure.chart h3").allTextContents())
                .containsExactly("Best objective so far", "What rules weigh", "States that break no rule");
        assertThat(page.locator("[data-curve=best] .value").textContent()).isEqualTo(objective);
        assertThat(page.locator("[data-curve^=weight]").count()).isEqualTo(2);
        assertThat(page.locator("#rules tbody tr").first().textContent())
                .startsWith("roomholdsmust hold")
                .contains("5 x0");
        assertThat(page.locator("#values tbody tr").count()).isEqualTo(40);
        String x39 = String.valueOf(solved.solution().best().values().get("x39"));
        assertThat(page.locator("#values tbody tr").last().textContent()).isEqualTo("x39" + x39 + "01");
        assertThat(page.locator("#rounds tbody tr").count())
                .isEqualTo(solved.solution().rounds().size());
        assertThat(page.locator("#model tbody").textContent())
                .contains("variables of two values, a bit each4040")
                .contains("slack of inequalities19");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(375);
        close(page);
    }

    @Test
    void brokenRulesComeFirstAndSaySo() throws IOException {
        Page page = page(1280, solved("small.wcnf", ModelFormat.WCNF, "h 1 2 0\n3 -1 0\n4 -2 0\n", request -> request));
        assertThat(page.locator("#rules tbody tr").first().textContent())
                .startsWith("clause 2 of line 2broken by 1soft, weight 3");
        assertThat(page.locator(".tile:has-text('objective') dd").textContent())
                .isEqualTo("03 with what broken soft rules cost");
        assertThat(page.locator(".tile:has-text('distance')").textContent()).contains("proved: no answer is better");
        close(page);
        Page never = page(
                1280,
                solved(
                        "never.cnf",
                        ModelFormat.CNF,
                        "p cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n",
                        request -> request));
        assertThat(never.locator(".tile:has-text('distance')").textContent())
                .contains("proved: the rules contradict each other");
        assertThat(never.locator(".tile:has-text('rules that hold')").textContent())
                .contains("rules are broken that must hold");
        assertThat(never.locator("#rules .fault").count()).isPositive();
        close(never);
    }

    @Test
    void anAnswerIsShownInTheTermsOfItsFile() throws IOException {
        String square = "TYPE: TSP\nDIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n"
                + "1 0 0\n2 10 10\n3 10 0\n4 0 10\nEOF\n";
        Page page = page(1280, solved("square.tsp", ModelFormat.TSP, square, request -> request));
        assertThat(page.locator("#meaning tbody").textContent())
                .contains("tour1 ")
                .contains("length40");
        close(page);
    }

    @Test
    void namesDoNotRun() {
        String evil = "</script><script>window.evil=1</script><img src=x onerror='window.evil=1'>";
        Model model = new Model();
        Variable x = model.binary(evil);
        model.minimise(x);
        model.require(evil + " too", x.atLeast(1));
        AnswerTrace trace = new AnswerTrace(AnswerListener.NONE);
        ModelSolution solution = ModelSolver.solve(model, ModelRequest.of(3).withListener(trace));
        ModelProblem problem =
                new ModelProblem(model, answer -> new LinkedHashMap<>(Map.of(evil, evil)), Map.of(), null);
        Page page = page(1280, new SolvedModel(evil, evil, problem, solution, trace, null, 1, 3, "1.0"));
        assertThat(page.locator("#values tbody th").textContent()).isEqualTo(evil);
        assertThat(page.evaluate("() => window.evil === undefined && !document.querySelector('main img')"))
                .isEqualTo(true);
        close(page);
    }
}
