package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.procmm.fixture.Records;
import io.github.procmm.proto.v1.ProcMmOp;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Records.class)
class OpMessagesPropertyTest {

    @Property
    void nothingIsLostInAMessage(@ForAll Op op) {
        assertThat(OpMessages.fromMessage(OpMessages.toMessage(op))).isEqualTo(op);
    }

    @Property
    void nothingIsLostInTheBytesOfAMessage(@ForAll Op op) throws InvalidProtocolBufferException {
        byte[] bytes = OpMessages.toMessage(op).toByteArray();
        assertThat(OpMessages.fromMessage(ProcMmOp.parseFrom(bytes))).isEqualTo(op);
    }

    @Property
    void theMemberIsNamedAsTheOpcode(@ForAll Op op) {
        assertThat(OpMessages.toMessage(op).getUCase().name()).isEqualTo(op.opcode().name());
    }

    @Example
    void aMessageWithoutAnOperationIsRefused() {
        assertThatThrownBy(() -> OpMessages.fromMessage(ProcMmOp.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("procmm.v1.ProcMmOp has no operation set");
    }
}
