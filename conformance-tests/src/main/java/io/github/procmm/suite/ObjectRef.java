package io.github.procmm.suite;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.ReadObject;
import io.github.procmm.proto.testee.ResizeObject;
import io.github.procmm.proto.testee.WriteObject;
import java.util.HexFormat;

/** An object of a case: its own bytes, apart from all mappings. */
final class ObjectRef {

    private final Scenario scenario;
    private final int number;

    ObjectRef(Scenario scenario, int number) {
        this.scenario = scenario;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Cuts off or extends the object, as ftruncate does. */
    void resize(long bytes) {
        ResizeObject call = ResizeObject.newBuilder().setObject(number).setSize(bytes).build();
        scenario.answers(Call.newBuilder().setResizeObject(call), 0);
    }

    /** Writes bytes, two digits each, as pwrite does. */
    void write(long position, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        WriteObject call =
                WriteObject.newBuilder()
                        .setObject(number)
                        .setPosition(position)
                        .setData(ByteString.copyFrom(bytes))
                        .build();
        scenario.answers(Call.newBuilder().setWriteObject(call), bytes.length);
    }

    /** Expects that a read of {@code count} bytes gives exactly these. */
    void reads(long position, int count, String hex) {
        ReadObject call =
                ReadObject.newBuilder()
                        .setObject(number)
                        .setPosition(position)
                        .setCount(count)
                        .build();
        scenario.add(
                Call.newBuilder().setReadObject(call), new Expected.Data(hex.length() / 2, hex));
    }
}
