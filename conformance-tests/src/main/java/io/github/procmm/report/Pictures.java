package io.github.procmm.report;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.conform.Moment;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.ExpectedArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses what pictures of address spaces show. */
final class Pictures {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private Pictures() {}

    /** Returns a write's address space before and after it; nothing where that was not seen. */
    static List<PictureRow> of(Moment moment, List<RecordEntry> records) {
        List<ExpectedArea> before = moment.before();
        List<ExpectedArea> after = moment.after();
        if (before == null || after == null) {
            return List.of();
        }
        List<PictureRow> rows = new ArrayList<>();
        rows.add(areas(BEFORE, before));
        rows.addAll(ranges(records));
        rows.add(areas(AFTER, after));
        return rows;
    }

    /**
     * Returns what a failure is about: the last write before it, and what the failing step saw.
     *
     * @param steps up to the one that failed
     * @param last the same step as it was seen again; null where the testee did not answer
     * @param call that was asked there
     */
    static List<PictureRow> of(List<StepEntry> steps, @Nullable Moment last, Call call) {
        List<PictureRow> rows = new ArrayList<>(lastWrite(steps));
        StepEntry failed = steps.get(steps.size() - 1);
        if (failed.picture().isEmpty()) {
            rows.addAll(ranges(failed.records()));
        }
        if (call.hasAccess()) {
            access(call.getAccess()).ifPresent(rows::add);
        }
        if (last == null) {
            return rows;
        }
        List<ExpectedArea> shown = last.shown();
        List<ExpectedArea> wanted = last.wanted();
        if (shown != null) {
            PictureRow got = areas("got", shown);
            rows.removeIf(row -> row.label().equals(AFTER) && row.areas().equals(got.areas()));
            rows.add(got);
        }
        if (wanted != null) {
            rows.add(areas("expected", wanted));
        }
        return rows;
    }

    private static List<PictureRow> lastWrite(List<StepEntry> steps) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).picture().isEmpty()) {
                return steps.get(i).picture();
            }
        }
        return List.of();
    }

    private static PictureRow areas(String label, List<ExpectedArea> areas) {
        return new PictureRow(label, areas.stream().map(AreaEntry::of).toList(), null);
    }

    private static List<PictureRow> ranges(List<RecordEntry> records) {
        return records.stream().flatMap(record -> range(record).stream()).toList();
    }

    private static Optional<PictureRow> range(RecordEntry record) {
        long addr = value(record, "addr");
        long len = value(record, "len");
        return range(record.fields().get(0).meaning(), new AddressRange(addr, addr + len));
    }

    private static Optional<PictureRow> access(Access access) {
        long addr = access.getAddr();
        AddressRange range = new AddressRange(addr, addr + access.getSize());
        return range(access.getKind().name().toLowerCase(Locale.ROOT), range);
    }

    /** Returns a row in whole pages; none where a range is empty or wraps around. */
    private static Optional<PictureRow> range(String label, AddressRange range) {
        long start = range.start() & -Page.SIZE;
        long end = (range.end() + Page.SIZE - 1) & -Page.SIZE;
        if (range.start() == range.end() || Long.compareUnsigned(end, start) <= 0) {
            return Optional.empty();
        }
        RangeEntry pages = RangeEntry.of(new AddressRange(start, end));
        return Optional.of(new PictureRow(label, List.of(), pages));
    }

    /** Returns the number in a field; 0 where there is no such field. */
    private static long value(RecordEntry record, String name) {
        return record.fields().stream()
                .filter(field -> field.name().equals(name) && !field.value().isEmpty())
                .mapToLong(field -> Hex.parse(field.value()))
                .findFirst()
                .orElse(0);
    }
}
