package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.Page;
import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a QUERY reports against the pages that there are: V2-QUERY-1, V2-QUERY-2, table 20.1. */
final class QueryCheck {

    private QueryCheck() {}

    /** Compares; the answer of a frame that was undone has no areas. */
    static void check(@Nullable ModelSpace space, Command.Query query, Result result) {
        QueryAnswer answer = result.areas();
        if (answer == null) {
            return;
        }
        Map<Long, ModelPage> pages = Objects.requireNonNull(space).pages;
        Map<Long, String> reported = new TreeMap<>();
        long from = query.addr() / Page.SIZE;
        long last = from;
        for (QueryArea area : answer.areas()) {
            from = Math.min(from, area.start() / Page.SIZE);
            assertThat(area.end()).isGreaterThan(query.addr());
            assertThat(area.start() / Page.SIZE)
                    .isGreaterThanOrEqualTo(reported.isEmpty() ? 0 : last);
            last = area.end() / Page.SIZE;
            for (long at = area.start(); at < area.end(); at += Page.SIZE) {
                reported.put(at / Page.SIZE, view(area, at));
            }
        }
        long end = result.value() == 0 ? Long.MAX_VALUE : result.value() / Page.SIZE;
        Map<Long, String> expected = new TreeMap<>();
        for (Map.Entry<Long, ModelPage> entry : pages.entrySet()) {
            if (entry.getKey() >= from && entry.getKey() < end) {
                expected.put(entry.getKey(), entry.getValue().view());
            }
        }
        assertThat(reported).as("%s", query).isEqualTo(expected);
        assertThat(answer.mappedBytes()).isEqualTo((long) pages.size() * Page.SIZE);
        if (result.value() != 0) {
            assertThat(answer.areas()).hasSize(query.max());
            assertThat(end).isEqualTo(last);
            assertThat(pages.keySet()).anyMatch(number -> number >= end);
        }
    }

    private static String view(QueryArea area, long at) {
        boolean anonymous = (area.kind() & AreaKind.ANONYMOUS) != 0;
        assertThat(anonymous).isEqualTo(area.tag() == 0);
        assertThat(anonymous ? area.offset() : 0).isZero();
        return ModelPage.view(
                area.tag(),
                anonymous ? 0 : (area.offset() + at - area.start()) / Page.SIZE,
                (area.kind() & AreaKind.SHARED) != 0,
                area.prot(),
                area.maxProt(),
                (area.kind() & AreaKind.SEALED) != 0);
    }
}
