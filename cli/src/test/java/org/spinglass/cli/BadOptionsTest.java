// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BadOptionsTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "trian | unknown command 'trian' | did you mean train?",
                "dance | unknown command 'dance'; 'spinglass --help' | lists the commands",
                "help trian | unknown command 'trian' | did you mean train?",
                "help qpu embde | unknown command 'embde' | did you mean embed? 'spinglass qpu --help'",
                "train --zzzzzz 3 | unknown option '--zzzzzz'; 'spinglass train --help' | lists the options",
                "train --network resnet | unknown network 'resnet'; did you mean lenet? | There are: linear",
                "train --network transformer | unknown network 'transformer'; there are: linear | lenet",
                "--sed 3 | unknown option '--sed'; 'spinglass --help' | lists the options",
                "train --epoch 3 | unknown option '--epoch' | did you mean --epochs?",
                "train --sead=3 | unknown option '--sead' | did you mean --seed?",
                "train digits | 'digits' is not expected | options only",
                "train --seed | --seed needs a value | --seed S",
                "evaluate x | --data is missing | expected --data NAME",
                "evaluate x --data | --data needs a value | --data NAME",
                "train --seed 1 --seed 2 | --seed is given twice | once",
                "train --samples none | --samples is 'none' | at least 1",
                "train --samples 0 | --samples is '0' | at least 1",
                "train --samples 3000000000 | --samples is '3000000000' | from 1 to 2147483647",
                "train --validation -1 | --validation is '-1' | at least 0",
                "train --epochs 0 | --epochs is '0' | at least 1",
                "train --epochs 2.5 | --epochs is '2.5' | a whole number",
                "train --bits 21 | --bits is '21' | from 1 to 20",
                "train --bits 0 | --bits is '0' | from 1 to 20",
                "train --threads 0 | --threads is '0' | at least 1",
                "train --seed 9223372036854775808 | --seed is '9223372036854775808' | to 9223372036854775807",
                "train --seed '' | --seed is '' | a whole number",
                "train --network lenent | unknown network 'lenent' | did you mean lenet?",
                "train --network none.yaml | none.yaml | no such file",
                "train --data mnits | --data is 'mnits' | did you mean mnist?",
                "train --method respond | --method is 'respond' | did you mean response?",
                "train --on hadoop | --on is 'hadoop' | expected spark, spark:local[N]",
                "train --on spark:local[0] | --on is 'spark:local[0]' | spark:local[N]",
                "solve x --on spark:spark://host | --on is 'spark:spark://host' | spark:spark://HOST:PORT",
                "solve x --on spark --threads 2 | --threads is of this machine | spark:local[N]",
                "solve x --on spark --sampler emulator | --on has no effect with --sampler emulator | leave it out",
                "solve x --islands 4 | --islands has no effect with --sampler auto | expected --sampler memetic or merge",
                "solve x --islands 4 --sampler sa | --islands has no effect with --sampler sa | memetic or merge",
                "solve x --islands 0 --sampler merge | --islands is '0' | from 1 to 1024",
                "solve x --spark spark.cores.max=2 | --spark is given without --on | no effect",
                "train --on spark --spark cores=2 | --spark cores is no setting | spark.NAME=VALUE",
                "train --on spark --spark spark.master=x | --spark spark.master is given | --on spark:MASTER",
                "train --on spark --spark spark.a=1 --spark spark.a=2 | --spark spark.a is given twice | once",
                "train --on spark --threads 2 | --threads is of this machine | spark:local[N]",
                "train --on spark --sampler emulator | --on and --sampler emulator are both given | one of them",
                "train --on spark --method backprop | --on and --method backprop are both given | one of them",
                "reproduce 6a --on spark --threads 2 | --threads is of this machine | spark:local[N]",
                "train --method magic | --method is 'magic' | there are: response",
                "train --method backprop | method backprop is an optional part | ./spinglass",
                "train --method backprop --bits 4 | --bits is for methods that anneal | leave it out",
                "train --set sweeps | --set is 'sweeps' | NAME=VALUE",
                "train --set =4 | --set is '=4' | NAME=VALUE",
                "train --set sweeps=4 --set sweeps=5 | --set sweeps is given twice | once",
                "train --set speed=4 | unknown setting 'speed' | sweeps",
                "train --set sweeps=0 | sweeps is '0' | expected a whole number of at least 1",
                "train --set sweeps=many | sweeps is 'many' | expected a whole number",
                "train --set sweeps=2.5 | sweeps is '2.5' | expected a whole number",
                "train --set damping=true | damping is 'true' | expected a number",
                "train --set damping=1e999 | damping is '1e999' | expected a number of at least 0",
                "train --set shards=-1 | shards is '-1' | expected a whole number from 0 to 4096",
                "train --samples 1000 --set shards=200 | shards is '200' | expected at most 100, the samples of a step",
                "train --set neurons=none | neurons is 'none' | expected in-turn or side-by-side",
                "train --set keep=none | keep is 'none' | expected best or last",
                "train --set move=single-spin | setting 'move' has an option of its own | --move",
                "train --method pseudoinverse --set activation=foo | activation is 'foo' | none or pattern or sign",
                "train --method pseudoinverse --set activation=1 | activation is '1' | none or pattern or sign",
                "train --method pseudoinverse --set gammaOfZero=2 | gammaOfZero is '2' | one or zero or slope",
                "train --method pseudoinverse --set weighting=x | weighting is 'x' | none or beta",
                "train --method pseudoinverse --set energyScale=x | energyScale is 'x' | plain or range",
                "train --method pseudoinverse --set siteMean=1 | siteMean is '1' | true or false",
                "train --method pseudoinverse --set amplification=a | amplification is 'a' | numbers with commas",
                "train --method pseudoinverse --set amplification=2,1 | amplification is 2.0 | 1 for the first weight",
                "train --method pseudoinverse --set amplification=1,2 | expected 5, one for each weight layer | amplification has 2 factors",
                "train --method pseudoinverse --set preset=2024 | preset is '2024' | paper or 2025",
                "train --method pseudoinverse --set refresh=-1 | refresh is '-1' | at least 0",
                "train --method pseudoinverse --set lateFrom=0 | lateFrom is '0' | at least 1",
                "train --method pseudoinverse --move heat-bath --set order=spins | order is spins | sequential or random",
                "train --method pseudoinverse --sampler emulator --set refresh=1 | 'refresh' has no effect | leave it out",
                "train --set preset=2025 | unknown setting 'preset' | there are bits",
                "train --set bits=4 | setting 'bits' has an option of its own | --bits",
                "train --set order=wild | order is 'wild' | sequential or random or spins",
                "train --set sampler=dwave | setting 'sampler' has an option of its own | --sampler",
                "train --qpu reads=5 | settings of a quantum annealer with sampler sa | expected emulator or dwave",
                "train --sampler emulator --qpu reads | --qpu is 'reads' | NAME=VALUE",
                "train --sampler emulator --qpu read=5 | unknown setting 'read' | there are reads",
                "train --sampler emulator --qpu reads=0 | qpu.reads is '0' | from 1 to",
                "train --sampler emulator --qpu chip=pegasos | qpu.chip is 'pegasos' | pegasus or zephyr or chimera",
                "train --sampler emulator --qpu chains=weak | qpu.chains is 'weak' | spectral, torque, scaled or a number",
                "train --sampler emulator --qpu unembed=vote | qpu.unembed is 'vote' | majority or random or discard or energy",
                "train --sampler emulator --qpu missing=2 | qpu.missing is '2' | from 0 to 0.99",
                "train --sampler emulator --qpu solver=a | unknown setting 'solver' of sampler emulator | chip, size",
                "train --sampler dwave --qpu chip=zephyr | unknown setting 'chip' of sampler dwave | solver, region",
                "train --sampler emulator --qpu budget=1s --qpu-budget 2s | both given | one of them",
                "train --sampler emulator --qpu schedule=none.csv | none.csv | cannot be read",
                "train --sampler emulator --qpu-budget soon | qpu.budget is 'soon' | such as 2s",
                "train --sampler emulator --move heat-bath | --move has no effect with --sampler emulator | leave it out",
                "train --sampler emulator --set sweeps=8 | setting 'sweeps' has no effect with sampler emulator | qpu.time",
                "train --sampler dwave --set order=random | setting 'order' has no effect with sampler dwave | leave it out",
                "train --set window=4 --set sketches=0 --set neurons=side-by-side | 'window' has no effect | sketches is 0",
                "train --set together=4 --set sketches=0 | 'together' has no effect | sketches is 0",
                "train --set together=4 --set refresh=1 | 'together' has no effect | passes of its own",
                "train --set together=0 | together is '0' | at least 1",
                "train --sampler emulator --method pseudoinverse --set lastBeta=2 | 'lastBeta' has no effect | leave it out",
                "train --sampler exact --reads 5 | --reads has no effect with --sampler exact | leave it out",
                "train --reads 0 | --reads is '0' | from 1 to",
                "train --set reads=0 | reads is '0' | from 1 to",
                "train --reads 5 --set reads=6 | --reads and --set reads are both given | one of them",
                "train --method backprop --reads 5 | --reads is for methods that anneal, not for --method backprop | out",
                "train --sampler heat-bath --move single-spin | --move has no effect with --sampler heat-bath | leave it out",
                "train --sampler tabu --set temperature=1 | 'temperature' has no effect with sampler tabu | no temperature",
                "train --sampler sqa --qpu slices=1 | slices is '1' | continuous or a whole number from 2 to 64",
                "train --sampler sqa --set temperature=1 | 'temperature' has no effect with sampler sqa | from each subproblem",
                "train --sampler pt --set order=random | setting 'order' has no effect with sampler pt | leave it out",
                "train --sampler exact --set sweeps=9 | setting 'sweeps' has no effect with sampler exact | optimum",
                "train --sampler schroedinger --set sweeps=9 | 'sweeps' has no effect with sampler schroedinger | qpu.time",
                "train --sampler itemc --set sweeps=9 | setting 'sweeps' has no effect with sampler itemc | qpu.shots",
                "train --sampler itemc --qpu shots=0 | qpu.shots is '0' | from 1 to",
                "train --sampler itemc --qpu time=1 | unknown setting 'time' of sampler itemc | there are tau, shots",
                "train --sampler tabu --qpu shots=5 | settings of a quantum annealer with sampler tabu | emulator or dwave",
                "train --sampler schroedinger --bits 2 --samples 100 | of up to 16 spins | a smaller network",
                "train --sampler exact --samples 100 | exact takes subproblems of up to 40 spins | Expected a smaller network",
                "train --network spectral-linear --sampler schroedinger --bits 8 --samples 100 | have 64 spins | --bits 2",
                "solve none.json --sampler itemc --sweeps 5 | --sweeps has no effect with --sampler itemc | leave it out",
                "solve none.json --sampler itemc --qpu tau=0 | qpu.tau is '0' | a number from",
                "train --sampler emulator --reads 20000 | qpu.reads is '20000' | from 1 to 10000",
                "train --sampler emulator --qpu reads=20000 | qpu.reads is '20000' | from 1 to 10000",
                "train --sampler emulator --qpu time=0.1 | qpu.time is '0.1' | from 0.5 to 2000",
                "train --sampler emulator --qpu time=2000 --reads 1000 | qpu.time is '2000' | at most 1000000 microseconds",
                "train --sampler emulator --qpu temperature=0 | qpu.temperature is '0' | a number from",
                "train --sampler emulator --qpu label=mine | unknown setting 'label' of sampler emulator | reads",
                "solve none.json --sampler emulator --reads 0 | --reads is '0' | from 1 to",
                "solve none.json --sampler emulator --qpu time=1e8 | qpu.time is | from 0.005 to 2000",
                "solve none.json --sampler emulator --qpu reads=5 --qpu gauges=6 | qpu.gauges is '6' | from 0 to 5",
                "solve none.json --sampler emulator --qpu gauges=6 --reads 5 | qpu.gauges is '6' | from 0 to 5",
                "solve none.json --sampler emulator --sweeps 5 | --sweeps has no effect with --sampler emulator | leave it out",
                "solve none.json --sampler dwave --sweeps 5 | --sweeps has no effect with --sampler dwave | --qpu time=T",
                "solve none.json --sampler exact --sweeps 5 | --sweeps has no effect with --sampler exact | leave it out",
                "solve none.json --sampler schroedinger --sweeps 5 | --sweeps has no effect | leave it out",
                "solve none.json --sampler schroedinger --threads 2 | --threads is '2' | one thread",
                "solve none.json --sampler dwave-hybrid --reads 5 | --reads has no effect with --sampler dwave-hybrid | leave it",
                "solve none.json --sampler dwave-hybrid --sweeps 5 | --sweeps has no effect with --sampler dwave-hybrid | leave",
                "solve none.json --sampler dwave-hybrid --target-energy 5 | --target-energy has no effect with | leave it out",
                "solve none.json --sampler dwave-hybrid --tts 5 | --tts has no effect with --sampler dwave-hybrid | leave it out",
                "solve none.lp --sampler dwave-hybrid --reads 5 | --reads has no effect with --sampler dwave-hybrid | leave it",
                "solve none.json --sampler dwave-hybrid --time-limit x | --time-limit is 'x' | such as 10s",
                "solve none.json --sampler dwave-hybrid --time-limit 5s --qpu timeLimit=5s | are both given | one of them",
                "solve none.json --sampler dwave-hybrid --qpu timeLimit=x | qpu.timeLimit is 'x' | a time such as 5s",
                "solve none.json --sampler dwave-compatible --threads 2 | --threads is '2' | one thread",
                "solve none.json --sampler exact --tts 5 | --tts is of reads that may fail | such as sa or tabu",
                "solve none.json --sampler sa --qpu reads=5 | --qpu is for quantum annealers, not for --sampler sa | emulator or dwave or sqa or itemc or schroedinger",
                "solve none.json --sampler schroedinger --qpu time=0 | qpu.time is '0' | a number from",
                "qpu embed --clique 4 --qpu missing=2 | qpu.missing is '2' | from 0 to 0.99",
                "qpu emulate --qpu temperature=0 | qpu.temperature is '0' | a number from",
                "qpu emulate --qpu reads=5 | unknown setting 'reads' | chip, size",
                "reproduce --runs 3 | --runs is of a run, and no figure is given | FIGURE",
                "train --method pseudoinverse --set inverse=none | inverse is 'none' | expected fourier or exact",
                "train --method pseudoinverse --network none.yaml | none.yaml | no such file",
                "reproduce 6e | there is no figure '6e' | did you mean 6a?",
                "reproduce al | there is no figure 'al' | did you mean all?",
                "reproduce none.yaml | none.yaml | no such file",
                "reproduce 1a --methods pseudo | --methods is 'pseudo' | did you mean pseudoinverse?",
                "reproduce 1a --methods response | figure 1a has no curve by response | pseudoinverse, backprop",
                "reproduce 1a --samplers sqaa | --samplers is 'sqaa' | did you mean sqa?",
                "reproduce 1a --samplers tabu | figure 1a has no curve with sampler tabu | it has pseudoinverse with sa, backprop",
                "reproduce 1b --samplers emulator --methods backprop | figure 1b has no curve by backprop with sampler emulator | pseudoinverse with emulator",
                "reproduce all --samplers tabu | no figure has a curve with sampler tabu; there are | pseudoinverse with itemc",
                "reproduce later-slope | there is no figure 'later-slope' | did you mean later-slopes?",
                "reproduce --samplers sa | --samplers is of a run, and no figure is given | FIGURE",
                "train --method pseudoinverse --network lenet --set amplification=1,20 --data-dir nowhere | amplification has 2 factors | expected 5, one for each weight layer of network lenet",
                "train --method pseudoinverse --network linear --set amplification=1,20 | amplification has 2 factors | expected 1, one",
                "reproduce 1a --runs 0 | --runs is '0' | from 1 to",
                "reproduce 1a --epochs 0 | --epochs is '0' | at least 1",
                "reproduce 1a --threads 0 | --threads is '0' | from 1 to",
                "reproduce 1a --seed x | --seed is 'x' | a whole number",
                "reproduce 1a --data mnits | --data is 'mnits' | did you mean mnist?",
                "reproduce 1a --data digits --data-dir . | digits ships with the program | mnist",
                "reproduce 1a --data-dir nowhere | nowhere | no such folder",
                "reproduce 1a --out pom.xml/x | pom.xml: is a file | a folder",
                "reproduce 1a --run 3 | unknown option '--run' | did you mean --runs?",
                "train --sampler dwave --qpu config=nowhere.conf | nowhere.conf | cannot be read",
                "train --sampler sqaa | --sampler is 'sqaa' | did you mean sqa?",
                "train --move heatbath | --move is 'heatbath' | did you mean heat-bath?",
                "train --crop centered | --crop is 'centered' | did you mean centred?",
                "train --resume | --resume needs the run's folder | --resume DIR",
                "train --resume a --out b | --resume is a and --out is b | the same folder",
                "train --samples 2001 | --samples: 2001 | digits has 2000 training images",
                "train --validation 2001 | --validation: 2001 | 2000 validation images",
                "train --data digits --data-dir . | digits ships with the program | mnist",
                "train --augment sign | --augment: 'sign' | expected signs, photos",
                "train --augment shift=2 | shift is 2.0 | expected 0 to 0.5",
                "train --augment signs --method pseudoinverse | --augment has no effect | leave it out",
                "train --deform signs | --deform needs --samples | how many are made",
                "train --deform sign --samples 9 | --deform: 'sign' | expected signs, photos",
                "train --data gopher://a/b | gopher://a/b: nothing here reads | expected file:",
                "train --data file:digits | --data is 'file:digits' | absolute path",
                "train --data file://host/digits | --data is 'file://host/digits' | three slashes",
                "train --data file:///nowhere | file:///nowhere: cannot be read | no such file or folder",
                "train --data file:///nowhere --label 1 | --label is for tables | leave it out",
                "train --validate-every 0 | --validate-every is '0' | at least 1",
                "train --validate-every 2 --validation 0 | --validate-every has no effect | leave it out",
                "train --ensemble 0 | --ensemble is '0' | from 1 to 1000",
                "train --explain --method difference | --explain is for --method response | difference",
                "report | no run is given | report RUN...",
                "report nowhere | nowhere: no such folder | expected the folder of a run",
                "report pom.xml | pom.xml: is a file | expected the folder of a run",
                "report src | src: there is no run in it | expected config.yaml",
                "report nowhere ./nowhere | run ./nowhere is given twice | once",
                "report nowhere --out . | --out is '.' | expected a file in a folder that can be written to",
                "serve --port 65536 | --port is '65536' | from 0 to 65535",
                "serve --runs nowhere | nowhere: no such folder | expected a folder of runs",
                "serve --runs pom.xml | pom.xml: is a file | expected a folder of runs",
                "serve runs | 'runs' is not expected | options only",
                "report nowhere --outt a | unknown option '--outt' | did you mean --out?"
            })
    void isOneLineThatSaysWhatWasExpected(String line, String first, String second) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("''", "");
        }
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err())
                .startsWith("spinglass: ")
                .contains(first.strip())
                .contains(second.strip());
    }

    @Test
    void anOutputFolderThatIsNotFreeIsLeftAlone() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "mine");
        Snapshot before = Snapshot.of(temp);
        for (Path out : new Path[] {temp, file, file.resolve("deep/run")}) {
            Cli.Result result = Cli.train("--out", out.toString());
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.errLines()).hasSize(1);
            assertThat(result.err()).contains(temp.toString());
        }
        assertThat(Snapshot.of(temp)).isEqualTo(before);
    }

    @Test
    void aStackTraceIsShownOnRequestOnly() {
        assertThat(Cli.train("--bits", "99").err()).doesNotContain("\tat ");
        assertThat(Cli.train("--bits", "99", "--verbose").err()).contains("\tat org.spinglass.cli");
    }
}
