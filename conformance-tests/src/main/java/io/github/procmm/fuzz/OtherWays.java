package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Histories of the same calls in which one thing is another one that the history has too: a range,
 * a protection, an address, a handle, an address space. With that, something else may be left out.
 */
final class OtherWays {

    private static final long PAGE = 0x1000;

    private static final int FLAGS = 4;

    /** Of a record of v1 in one of a LEGACY frame. */
    private static final int OPCODE = 16;

    /** Where the handle of a reply's first result is, and how far it is to the next one. */
    private static final int FIRST_HANDLE = 40;

    private static final int RESULT = 24;

    private final List<Step> steps;
    private final Spots spots;
    private final List<Spot> all;
    private final Set<List<Step>> ways = new LinkedHashSet<>();

    /**
     * An address space that is accessed or shown, and where its handle comes from.
     *
     * @param fills none where it has no handle
     */
    private record Place(Mm mm, List<Fill> fills) {}

    private OtherWays(List<Step> steps) {
        this.steps = steps;
        this.spots = new Spots(steps);
        this.all = spots.all();
    }

    /** Returns them, without the history itself. */
    static List<List<Numbered>> of(List<Step> steps) {
        OtherWays others = new OtherWays(steps);
        others.moved();
        others.shiftedPages();
        others.otherHandles();
        others.otherPlaces();
        others.otherRanges();
        others.otherProtections();
        others.failing();
        others.ways.remove(steps);
        return others.ways.stream().map(Numbered::of).toList();
    }

    /** As if memory had been where it is moved to before, or is where it was moved from still. */
    private void moved() {
        for (int i = 1; i < all.size(); i++) {
            Spot to = all.get(i);
            if (to.kind() == Spot.Kind.DESTINATION) {
                Spot from = all.get(i - 1);
                shift(to, from.addr() - to.addr());
                shift(from, to.addr() - from.addr());
            }
        }
    }

    private void shiftedPages() {
        Set<Long> pages = pages();
        for (long from : pages) {
            Spot page = new Spot(0, Spot.Kind.ACCESS, 0, from, PAGE, Spot.NONE, Spot.NONE);
            pages.forEach(to -> shift(page, to - from));
        }
    }

    /** Returns the pages that ranges begin or end with, or in which memory is accessed. */
    private Set<Long> pages() {
        Set<Long> pages = new TreeSet<>();
        for (Spot spot : all) {
            pages.add(spot.addr() & -PAGE);
            if (spot.isRange()) {
                pages.add((spot.end() - 1) & -PAGE);
            }
        }
        return pages;
    }

    /** Does everything that is done in a range at another place. */
    private void shift(Spot range, long distance) {
        List<Step> shifted = steps;
        for (Spot spot : all) {
            if (range.has(spot.addr())) {
                Step step = new Spots(shifted).with(spot.moved(distance));
                shifted = with(shifted, spot.step(), step);
            }
        }
        ways.add(shifted);
    }

    private void otherHandles() {
        Set<Fill> used = new LinkedHashSet<>();
        Set<Fill> given = new LinkedHashSet<>();
        for (Step step : steps) {
            for (Fill fill : step.fills()) {
                used.add(fill.to(0));
                for (int from = fill.from(); from >= FIRST_HANDLE; from -= RESULT) {
                    given.add(new Fill(0, fill.size(), fill.step(), from, fill.add()));
                }
            }
        }
        for (Fill from : used) {
            given.forEach(to -> replace(from, to));
        }
    }

    /** Takes what comes of one result from another one, wherever that stands before. */
    private void replace(Fill from, Fill to) {
        List<Step> replaced = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Fill> fills = new ArrayList<>();
            for (Fill fill : steps.get(i).fills()) {
                boolean other = fill.to(0).equals(from) && to.step() < i;
                fills.add(other ? to.to(fill.at()) : fill);
            }
            replaced.add(new Step(steps.get(i).call(), steps.get(i).expected(), fills));
        }
        ways.add(replaced);
    }

    /** Accesses, or shows, another address space: one time, or always. */
    private void otherPlaces() {
        Set<Place> places = new LinkedHashSet<>();
        for (Step step : steps) {
            if (looks(step)) {
                places.add(place(step));
            }
        }
        for (Place to : places) {
            for (int i = 0; i < steps.size(); i++) {
                if (looks(steps.get(i))) {
                    ways.add(with(steps, i, DirectAccess.with(steps.get(i), to.mm(), to.fills())));
                }
            }
            for (Place from : places) {
                ways.add(
                        steps.stream()
                                .map(
                                        step ->
                                                looks(step) && place(step).equals(from)
                                                        ? DirectAccess.with(
                                                                step, to.mm(), to.fills())
                                                        : step)
                                .toList());
            }
        }
    }

    private static boolean looks(Step step) {
        return step.call().hasAccess() || step.call().hasMaps();
    }

    private static Place place(Step step) {
        return new Place(DirectAccess.mm(step.call()), step.fills());
    }

    /** Names another range, one that covers both, or what is left; accesses where ranges are. */
    private void otherRanges() {
        for (Spot spot : all) {
            for (Spot other : all) {
                if (spot.isRange() && other.isRange()) {
                    add(spot.at(other.addr(), other.len()));
                    long start = least(spot.addr(), other.addr());
                    add(spot.at(start, most(spot.end(), other.end()) - start));
                    if (spot.has(other.addr())) {
                        add(spot.at(spot.addr(), other.addr() - spot.addr()));
                    }
                    if (spot.has(other.end())) {
                        add(spot.at(other.end(), spot.end() - other.end()));
                    }
                } else if (!spot.isRange()) {
                    add(spot.at(other.addr(), 0));
                    add(spot.at(other.isRange() ? other.end() - PAGE : other.addr(), 0));
                }
            }
        }
    }

    private static long most(long one, long other) {
        return Long.compareUnsigned(one, other) < 0 ? other : one;
    }

    private static long least(long one, long other) {
        return Long.compareUnsigned(one, other) < 0 ? one : other;
    }

    private void otherProtections() {
        for (Spot spot : all) {
            for (Spot other : all) {
                if (spot.prot() != Spot.NONE && other.prot() != Spot.NONE) {
                    add(spot.with(other.prot()));
                }
            }
        }
    }

    /** Lets a record fail in any space, whatever is in there: it may have failed for a reason. */
    private void failing() {
        for (int i = 0; i < steps.size(); i++) {
            Call call = steps.get(i).call();
            if (!call.hasSendBytes()) {
                continue;
            }
            ByteString sent = call.getSendBytes().getBytes();
            for (SentRecords.Framed frame : SentRecords.of(sent, ByteString.EMPTY).frames()) {
                for (SentRecords.Placed record : frame.records()) {
                    ByteString failing = failing(sent, frame, record.sent());
                    Call other =
                            Call.newBuilder()
                                    .setSendBytes(call.getSendBytes().toBuilder().setBytes(failing))
                                    .build();
                    Step step = steps.get(i);
                    ways.add(with(steps, i, new Step(other, step.expected(), step.fills())));
                }
            }
        }
    }

    /** A record of v1 gets an opcode that is none, another one all flags. */
    private static ByteString failing(
            ByteString sent, SentRecords.Framed frame, SentRecords.Bytes record) {
        boolean legacy = SentRecords.isLegacy(sent, frame);
        byte[] bytes = sent.toByteArray();
        int at = record.from() + (legacy ? OPCODE : FLAGS);
        int end = Math.min(at + Integer.BYTES, record.to());
        Arrays.fill(bytes, Math.min(at, end), end, (byte) (legacy ? 0 : -1));
        return ByteString.copyFrom(bytes);
    }

    private void add(Spot spot) {
        ways.add(with(steps, spot.step(), spots.with(spot)));
    }

    private static List<Step> with(List<Step> steps, int number, Step step) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(number, step);
        return changed;
    }
}
