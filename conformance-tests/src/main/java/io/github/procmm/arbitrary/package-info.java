/**
 * What to write properties with: jqwik arbitraries of operations, records, frames and histories.
 *
 * <p>They draw from a few pages, so that areas meet, overlap and come apart, with a small share of
 * odd numbers. They shrink towards few calls, few pages, the first page and no rights. Needs jqwik
 * on the class path, which this library does not bring along. A backend against the reference
 * kernel:
 *
 * <pre>{@code
 * class MyBackendPropertyTest {
 *
 *     @Property
 *     void answersAsTheReferenceDoes(@ForAll("histories") History history) {
 *         assertNull(Histories.difference(new MyBackend(), history));
 *     }
 *
 *     @Provide
 *     Arbitrary<History> histories() {
 *         return Histories.ofRecords();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.procmm.arbitrary;

import org.jspecify.annotations.NullMarked;
