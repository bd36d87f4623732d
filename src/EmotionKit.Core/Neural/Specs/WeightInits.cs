namespace EmotionKit.Neural;

/// <summary>From the public choice to what the initialiser does.</summary>
internal static class WeightInits
{
    public static ParameterStart Start(this WeightInit init) => init switch
    {
        WeightInit.HeUniform => ParameterStart.HeUniform,
        WeightInit.HeNormal => ParameterStart.HeNormal,
        WeightInit.FanInUniform => ParameterStart.FanInUniform,
        _ => ParameterStart.GlorotUniform,
    };
}
