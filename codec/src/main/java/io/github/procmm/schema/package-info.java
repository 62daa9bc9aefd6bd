/**
 * The wire as its description says it is: any {@code .proto} file with wire options becomes a
 * codec.
 *
 * <p>A {@link io.github.procmm.schema.RecordSchema} is a described tagged union laid out by the C
 * rules of one {@link io.github.procmm.wire.Abi}; {@link io.github.procmm.schema.SchemaCodec} reads
 * and writes it as Protobuf messages, {@link io.github.procmm.schema.RecordAnatomy} tells byte by
 * byte what a record holds. Nothing here knows a particular interface.
 */
@NullMarked
package io.github.procmm.schema;

import org.jspecify.annotations.NullMarked;
