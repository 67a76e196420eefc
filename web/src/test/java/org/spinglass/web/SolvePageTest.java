// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ReadOptions;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/** The page of a search as a browser shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SolvePageTest {
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

    private static SolvedProblem solved(String name, Problem problem, @Nullable Sampler sampler) {
        SearchTrace trace = new SearchTrace(ProgressListener.NONE);
        Solution solution = Solver.solve(
                problem.model(),
                SolveRequest.of(3)
                        .withSampler(sampler)
                        .withReads(40)
                        .withSweeps(60)
                        .withProgress(trace));
        return solved(name, problem, solution, trace, null);
    }

    private static SolvedProblem solved(
            String name, Problem problem, Solution solution, SearchTrace trace, @Nullable ChainView chains) {
        String command = "./spinglass solve '" + name + "'";
        return new SolvedProblem(name, command, problem, solution, trace, chains, 1, 3, "1.0");
    }

    private Page page(int width, SolvedProblem solved) {
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

    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(700, 300, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void chainsOfAnAnnealerAreShownWithThoseBrokenMostOften() throws IOException {
        Problem problem = Subproblems.torus(5, 4, 1);
        SolvedProblem plain = solved("torus.txt", problem, null);
        List<ChainView.Chain> worst =
                List.of(new ChainView.Chain(7, List.of(30, 4128), 0.25), new ChainView.Chain(3, List.of(31), 0));
        ChainView chains = new ChainView("CHIP", "variable", png(), 20, 1, 40, worst);
        Page page = page(375, solved("torus.txt", problem, plain.solution(), plain.trace(), chains));
        assertThat(page.locator("#chains thead").textContent()).startsWith("variable");
        assertThat(page.locator("#chains h3").first().textContent()).isEqualTo("Where they are on CHIP");
        assertThat(page.locator("#chains .note").first().textContent())
                .isEqualTo("1 of 20 chains were broken in some of 40 reads; the redder, the more often.");
        assertThat(page.locator("#chains tbody tr").allTextContents()).containsExactly("7225.0%30 4128", "310.0%31");
        assertThat(page.evaluate("() => document.querySelector('img.chip').naturalWidth"))
                .isEqualTo(700);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(375);
        close(page);
        Page without = page(375, solved("torus.txt", problem, null));
        assertThat(without.locator("#chains").count()).isZero();
        close(without);
    }

    @Test
    void aGridIsShownWithItsCourseItsReadsAndItsStates() {
        SolvedProblem solved = solved("folder/torus.txt", Subproblems.torus(9, 8, 1), SimulatedAnnealing.singleSpin());
        double best = solved.solution().best().energy();
        Page page = page(375, solved);
        assertThat(page.title()).isEqualTo("torus.txt - Spinglass");
        assertThat(page.locator("h1").textContent()).isEqualTo("torus.txt");
        assertThat(page.locator("figure.chart h3").allTextContents())
                .containsExactly(
                        "Best energy so far",
                        "Best energy sweep by sweep",
                        "Inverse temperature",
                        "Acceptance",
                        "Values",
                        "Overlap with the best state");
        assertThat(page.locator(".tile:has-text('best energy') dd").textContent())
                .isEqualTo((int) best + "");
        assertThat(page.locator(".tile:has-text('distance')").textContent()).contains("unknown");
        assertThat(page.locator("figure.chart:has-text('so far') [data-curve=best] .value")
                        .textContent())
                .isEqualTo((int) best + "");
        assertThat(page.locator("#state").textContent()).contains("grid of 9 x 8");
        assertThat(page.locator("#states tbody tr").count())
                .isEqualTo(solved.solution().samples().samples(0).size());
        assertThat(page.locator("#states tbody tr").first().textContent()).startsWith("1" + (int) best);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(375);
        String before = drawn(page);
        page.locator("#bonds").click();
        String without = drawn(page);
        assertThat(without).isNotEqualTo(before);
        page.locator("#agreement").click();
        assertThat(drawn(page)).isNotEqualTo(without);
        close(page);
    }

    private static String drawn(Page page) {
        return (String) page.evaluate("() => document.querySelector('canvas.cells').toDataURL()");
    }

    /** The cells of the picture are the spins: blue where they are up. */
    @Test
    void theStateIsDrawnSpinBySpin() {
        SolvedProblem solved = solved("torus.txt", Subproblems.torus(9, 8, 1), SimulatedAnnealing.singleSpin());
        Page page = page(1280, solved);
        String bits = (String) page.evaluate("""
                () => {
                  const canvas = document.querySelector('canvas.cells');
                  const copy = new OffscreenCanvas(canvas.width, canvas.height);
                  const context = copy.getContext('2d', { willReadFrequently: true });
                  context.drawImage(canvas, 0, 0);
                  const cell = canvas.width / 9;
                  let bits = '';
                  for (let i = 0; i < 72; i++) {
                    const at = [i % 9 * cell + cell / 2, Math.floor(i / 9) * cell + cell / 2].map(Math.floor);
                    const pixel = context.getImageData(...at, 1, 1).data;
                    bits += pixel[0] === 0 && pixel[1] === 0x72 && pixel[2] === 0xb2 ? '+' : '-';
                  }
                  return bits;
                }""");
        assertThat(bits).isEqualTo(solved.solution().best().spins().toString());
        close(page);
    }

    @Test
    void aSmallProblemIsProvedAndItsMatrixIsShown() throws Exception {
        Problem problem = ProblemFile.read(
                new ByteArrayInputStream(
                        "p qubo 0 3 3 2\n0 0 -1\n1 1 -1\n2 2 1\n0 1 3\n1 2 -4\n".getBytes(StandardCharsets.US_ASCII)),
                "small.qubo",
                ReadOptions.standard());
        Page page = page(1280, solved("small.qubo", problem, null));
        assertThat(page.locator(".tile:has-text('best value') dd").textContent())
                .startsWith("-4");
        assertThat(page.locator(".tile:has-text('distance')").textContent())
                .contains("0")
                .contains("proved: no state is better");
        assertThat(page.locator("canvas.cells").count()).isEqualTo(2);
        assertThat(page.locator("[data-curve=bound]").first().textContent()).contains("-4");
        close(page);
    }

    /** Axes have ticks for numbers of any size, and a logarithm only where it can be drawn. */
    @ParameterizedTest
    @ValueSource(strings = {"1e300", "1e-300", "1e17", "1e-12", "0"})
    void numbersOfAnySizeAreDrawn(String size) throws Exception {
        Problem problem = ProblemFile.read(
                new ByteArrayInputStream("# vartype=SPIN\n0 0 %s\n0 1 -%s\n1 2 %s\n"
                        .formatted(size, size, size)
                        .getBytes(StandardCharsets.US_ASCII)),
                "any.coo",
                ReadOptions.standard());
        Page page = page(1280, solved("any.coo", problem, SimulatedAnnealing.singleSpin()));
        assertThat(page.locator("figure.chart .u-wrap").count()).isEqualTo(6);
        assertThat(Double.parseDouble(
                        page.locator(".tile:has-text('best energy') dd").textContent()))
                .isEqualTo(0 - Double.parseDouble(size.replaceFirst("^1", "3")));
        close(page);
    }

    @Test
    void namesDoNotRun() {
        String evil = "</script><script>window.evil=1</script><img src=x onerror='window.evil=1'>";
        Page page = page(1280, solved(evil, Subproblems.torus(3, 3, 1), null));
        assertThat(page.evaluate("() => window.evil === undefined")).isEqualTo(true);
        close(page);
    }

    @Test
    void theMatrixHasEachCouplingAndField() throws Exception {
        Problem problem = ProblemFile.read(
                new ByteArrayInputStream(
                        "# vartype=SPIN\n0 0 1.5\n0 1 -2.0\n1 2 0.001\n".getBytes(StandardCharsets.US_ASCII)),
                "small.coo",
                ReadOptions.standard());
        byte[] cells = Base64.getDecoder()
                .decode(solved("small.coo", problem, null)
                        .html()
                        .replaceFirst("(?s).*\"matrix\":\"([^\"]*)\".*", "$1"));
        assertThat(cells).containsExactly(127, -127, 0, -127, 0, 1, 0, 1, 0);
    }
}
