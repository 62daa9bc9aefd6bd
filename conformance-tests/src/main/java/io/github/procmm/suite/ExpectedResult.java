package io.github.procmm.suite;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What has to come of one record.
 *
 * @param status 0, or the positive number of an errno
 * @param value what it gives, or the address at which it is refused
 * @param field the offset of the field for which it is refused
 * @param query what a QUERY reports; null for everything else
 */
public record ExpectedResult(
        int status, ExpectedNumber value, int field, @Nullable ExpectedQuery query)
        implements Serializable {}
