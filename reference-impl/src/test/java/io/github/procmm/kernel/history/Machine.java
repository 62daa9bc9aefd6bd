package io.github.procmm.kernel.history;

/**
 * Something that calls can be played to. Answers are text, in the notation of hostmm.c: a number,
 * an address in hexadecimal, "elsewhere" for one outside the arena, or a fault and its address.
 */
public interface Machine {

    String map(Call.Map call);

    String unmap(Call.Unmap call);

    String protect(Call.Protect call);

    String load(Call.Load call);

    String store(Call.Store call);

    String fetch(Call.Fetch call);

    String resize(Call.Resize call);

    String write(Call.Write call);

    String read(Call.Read call);
}
