package io.github.procmm.suite;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All cases of the suite, in the order of the rules. */
public final class Suite {

    private final List<Case> cases = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private Suite() {}

    /** Returns the cases: always the same, in the same order. */
    public static List<Case> cases() {
        Suite suite = new Suite();
        GenCases.addTo(suite);
        GenHostCases.addTo(suite);
        WireCases.addTo(suite);
        WireBitCases.addTo(suite);
        FileCases.addTo(suite);
        LifetimeCases.addTo(suite);
        WriteCases.addTo(suite);
        WriteLengthCases.addTo(suite);
        ResultCases.addTo(suite);
        MapCases.addTo(suite);
        MapFlagCases.addTo(suite);
        MapObjectCases.addTo(suite);
        MapHandlerCases.addTo(suite);
        MapLayoutCases.addTo(suite);
        MapPlacementCases.addTo(suite);
        MapOrderCases.addTo(suite);
        MapEarlyCases.addTo(suite);
        MapRangeCases.addTo(suite);
        MapTypeCases.addTo(suite);
        MapAccessCases.addTo(suite);
        MapLimitCases.addTo(suite);
        MapOriginalCases.addTo(suite);
        MapOriginalEffectCases.addTo(suite);
        UnmapCases.addTo(suite);
        ProtectCases.addTo(suite);
        AreaCases.addTo(suite);
        MapsCases.addTo(suite);
        MemCases.addTo(suite);
        CopyCases.addTo(suite);
        FaultCases.addTo(suite);
        FetchCases.addTo(suite);
        MemObjectCases.addTo(suite);
        ResizeCases.addTo(suite);
        BorderCases.addTo(suite);
        LdtCases.addTo(suite);
        LdtCopyCases.addTo(suite);
        SwitchMmCases.addTo(suite);
        TaskCases.addTo(suite);
        FaultInfoCases.addTo(suite);
        PtraceLdtCases.addTo(suite);
        SegmentCases.addTo(suite);
        RequestCases.addTo(suite);
        V2GenCases.addTo(suite);
        V2FrameCases.addTo(suite);
        V2FrameCheckCases.addTo(suite);
        V2HelloCases.addTo(suite);
        V2AgreedCases.addTo(suite);
        V2RecordCases.addTo(suite);
        V2RangeCases.addTo(suite);
        V2OrderCases.addTo(suite);
        V2HandleCases.addTo(suite);
        V2ReferenceCases.addTo(suite);
        V2LifetimeCases.addTo(suite);
        V2ImportCases.addTo(suite);
        V2SpaceCases.addTo(suite);
        V2MapCases.addTo(suite);
        V2ReplaceCases.addTo(suite);
        V2PlacementCases.addTo(suite);
        V2ChangeCases.addTo(suite);
        V2DiscardCases.addTo(suite);
        V2MoveCases.addTo(suite);
        V2MoveJoinCases.addTo(suite);
        V2SealCases.addTo(suite);
        V2QueryCases.addTo(suite);
        V2BatchCases.addTo(suite);
        V2AtomicCases.addTo(suite);
        V2UndoCases.addTo(suite);
        V2ReplyCases.addTo(suite);
        V2LegacyCases.addTo(suite);
        V2LegacyCheckCases.addTo(suite);
        return List.copyOf(suite.cases);
    }

    /** Begins the cases of a rule. */
    RuleCases rule(String rule) {
        return new RuleCases(rule);
    }

    /** The cases of one rule, on the usual host until they are told otherwise. */
    final class RuleCases {

        private final String rule;
        private Predicate<HostKind> hosts = Hosts.DEFAULT;
        private List<Feature> needs = List.of();

        private RuleCases(String rule) {
            this.rule = rule;
        }

        /** The cases that follow are played on each of these hosts. */
        RuleCases on(Predicate<HostKind> some) {
            hosts = some;
            return this;
        }

        /** The cases that follow are about more than their calls show. */
        RuleCases needing(Feature... features) {
            needs = List.of(features);
            return this;
        }

        /**
         * Adds a case.
         *
         * @param sentence what is true where the rule holds, in camel case
         * @param story plays it to a scenario; it may ask which host it is on
         * @param also other rules that are broken if it fails
         */
        RuleCases add(String sentence, Consumer<Scenario> story, String... also) {
            String name = rule + "/" + sentence;
            List<String> rules = new ArrayList<>(List.of(rule));
            rules.addAll(List.of(also));
            for (HostKind host : Hosts.matching(hosts)) {
                Scenario scenario = new Scenario(host);
                needs.forEach(scenario::needs);
                story.accept(scenario);
                Case added = scenario.finish(name, rules);
                if (!ids.add(added.id())) {
                    throw new IllegalStateException("two cases are called " + added.id());
                }
                cases.add(added);
            }
            return this;
        }
    }
}
