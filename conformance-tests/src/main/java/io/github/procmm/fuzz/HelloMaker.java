package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Thinks of the first frames of sessions. Mutable: it knows who takes short replies only. */
final class HelloMaker {

    /** The shortest that a client may ask replies to be. */
    private static final int SHORT_FRAME = 4096;

    private static final long[] AGREED = {
        Features.ATOMIC,
        Features.LEGACY,
        Features.IMPORT,
        Features.CLONE,
        Features.MOVE,
        Features.SEAL,
        Features.MAX_PROT
    };

    private static final List<Feature> OFFERED =
            List.of(
                    Feature.V2_ATOMIC,
                    Feature.V2_LEGACY,
                    Feature.V2_IMPORT,
                    Feature.V2_CLONE,
                    Feature.V2_MOVE,
                    Feature.V2_SEAL,
                    Feature.V2_MAX_PROT);

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final FrameCodec codec;
    private final Set<Integer> narrow = new HashSet<>();

    HelloMaker(World world, Traits traits, Numbers numbers, FrameCodec codec) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.codec = codec;
    }

    /** Returns whether a client has asked for short replies. */
    boolean takesShortOnly(Client client) {
        return narrow.contains(client.number());
    }

    /** Returns the bytes of a HELLO, most of which agree on all that the backends offer. */
    ByteString hello(Client client) {
        long features = features();
        boolean odd = numbers.once(traits.has(Trait.ODD_NUMBERS) ? 2 : 8);
        int lowest = odd ? numbers.random().nextInt(4) : 2;
        int highest = odd ? numbers.random().nextInt(5) : 2;
        int longest = numbers.once(4) ? SHORT_FRAME : FrameMaker.MAX_FRAME;
        if (longest == SHORT_FRAME) {
            narrow.add(client.number());
        }
        longest = odd ? numbers.oneOf(4095, 4096, 5000, -1, Integer.MIN_VALUE) : longest;
        features |= odd ? 1L << numbers.random().nextInt(Long.SIZE) : 0;
        Hello hello = new Hello(lowest, highest, longest, features);
        ByteBuf out = Unpooled.buffer();
        codec.encode(new Frame.Greeting(client.nextSequence(), hello), out);
        if (odd && numbers.once(2)) {
            new Growth(numbers).grow(out);
        }
        return ByteString.copyFrom(out.nioBuffer());
    }

    private long features() {
        long features = 0;
        boolean all = !traits.has(Trait.ODD_BITS) || numbers.once(2);
        for (int i = 0; i < AGREED.length; i++) {
            if (world.offers(OFFERED.get(i)) && (all || numbers.once(2))) {
                features |= AGREED[i];
            }
        }
        return features;
    }
}
