package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.procmm.fixture.Records;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Records.class)
@Domain(DomainContext.Global.class)
class OpJsonPropertyTest {

    @Property
    void nothingIsLostInJson(@ForAll Op op) {
        assertThat(OpJson.fromJson(OpJson.toJson(op))).isEqualTo(op);
    }

    @Property
    void spaceBetweenTokensMeansNothing(@ForAll Op op, @ForAll("spaces") String space) {
        String spaced = OpJson.toJson(op).replaceAll("[{}:,]", space + "$0" + space);
        assertThat(OpJson.fromJson(spaced)).isEqualTo(op);
    }

    @Property
    void anyTextIsAnOperationOrRefused(@ForAll String text) {
        assertTotal(text);
    }

    @Property
    void anyTextOfJsonsCharactersIsAnOperationOrRefused(@ForAll("tokens") String text) {
        assertTotal(text);
    }

    @Property
    void jsonWithOneCharacterChangedIsAnOperationOrRefused(
            @ForAll Op op,
            @ForAll @IntRange(max = 200) int at,
            @ForAll @CharRange(from = ' ', to = '~') char other) {
        StringBuilder json = new StringBuilder(OpJson.toJson(op));
        json.setCharAt(at % json.length(), other);
        assertTotal(json.toString());
    }

    @Property
    void jsonCutAnywhereIsRefused(@ForAll Op op, @ForAll @IntRange(max = 200) int at) {
        String json = OpJson.toJson(op);
        assertThat(accepts(json.substring(0, at % json.length()))).isFalse();
    }

    @Property
    void anythingBehindTheValueIsRefused(
            @ForAll Op op, @ForAll @CharRange(from = '!', to = '~') char more) {
        assertThat(accepts(OpJson.toJson(op) + more)).isFalse();
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings().withChars(' ', '\t', '\r', '\n').ofMaxLength(3);
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        "\\u",
                        "munmap",
                        "\"munmap\"",
                        "\"addr\"",
                        "1",
                        "-",
                        "e",
                        "+",
                        ".",
                        "0",
                        "true",
                        "null",
                        "/",
                        "#",
                        "'")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static void assertTotal(String text) {
        if (accepts(text)) {
            Op op = OpJson.fromJson(text);
            assertThat(OpJson.fromJson(OpJson.toJson(op))).isEqualTo(op);
        }
    }

    private static boolean accepts(String text) {
        try {
            OpJson.fromJson(text);
            return true;
        } catch (IllegalArgumentException refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                fail("refused without a word: " + text);
            }
            return false;
        }
    }
}
