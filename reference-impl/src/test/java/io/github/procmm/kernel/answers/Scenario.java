package io.github.procmm.kernel.answers;

/** The calls behind one line; returns what stands in the file behind the label. */
interface Scenario {

    String play(Bench bench);
}
