package io.github.procmm.fuzz;

import io.github.procmm.fuzz.Traits.Trait;
import java.util.List;

/**
 * Thinks of a few calls that belong together: what shows only in an order that would seldom come
 * about by chance. All are about a few pages or objects side by side; what is done to them, and
 * whether it makes sense, is left to chance.
 */
final class Scenes {

    /** Who thinks of the calls. */
    record Makers(WriteMaker writes, FrameMaker frames, TaskMaker tasks, FileMaker files) {}

    private final Numbers numbers;
    private final RowScene rows;
    private final TailScene tails;
    private final FrameScenes frames;
    private final boolean framesOnly;
    private final boolean shares;

    Scenes(World world, Traits traits, Numbers numbers, Makers makers, Part part) {
        this.numbers = numbers;
        this.rows = new RowScene(world, traits, numbers, makers.writes(), makers.tasks());
        this.tails = new TailScene(world, numbers, makers.writes(), makers.tasks(), makers.files());
        this.frames = new FrameScenes(world, traits, numbers, makers);
        this.framesOnly = part == Part.V2;
        this.shares = traits.has(Trait.SHARED);
    }

    /** Returns the calls and steps of a scene; none where nothing is there to play it. */
    List<?> next(boolean v2) {
        if (v2 && (framesOnly || !numbers.once(3))) {
            return frames.next();
        }
        return shares && numbers.once(3) ? tails.next() : rows.next();
    }
}
