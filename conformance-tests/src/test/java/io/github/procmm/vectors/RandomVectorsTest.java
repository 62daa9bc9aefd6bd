package io.github.procmm.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.suite.Case;
import io.github.procmm.suite.RandomCases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random cases can be written down as the suite's are, though the files do not have them. */
class RandomVectorsTest {

    @Test
    void whatIsWrittenOfRandomCasesIsReadBackTheSame() throws Exception {
        List<Case> cases = RandomCases.of(1, 8);
        Map<String, String> texts = VectorFiles.texts(cases);

        assertThat(texts).containsOnlyKeys("v1-area.json");
        String text = String.join("", texts.values());
        assertThat(VectorFiles.cases(text)).isEqualTo(cases);
    }
}
