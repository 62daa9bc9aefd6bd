package io.github.procmm.suite;

import io.github.procmm.proto.testee.Call;

/** One call of a case and what has to come of it. */
public record Step(Call call, Expected expected) {}
