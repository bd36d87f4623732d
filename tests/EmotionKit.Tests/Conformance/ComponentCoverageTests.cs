using EmotionKit.Bundles;
using Microsoft.ML;

namespace EmotionKit.Tests.Conformance;

public sealed class ComponentCoverageTests
{
    [Fact]
    public void Every_component_that_a_bundle_may_name_is_tried_by_the_conformance_suite()
    {
        var ml = new MLContext(seed: 1);
        string[] tried = [.. ComponentCases.All.Select(c => c.Create(ml).Fit(c.Input(ml))).OfType<IBundledComponent>().Select(c => c.ComponentName).Distinct()];
        Assert.Empty(ComponentTable.Names.Except(tried).Except([ComponentTable.MLNet]));
    }
}
