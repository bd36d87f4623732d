namespace EmotionKit.Neural;

/// <summary>Runs rows of any lengths as one batch.</summary>
internal static class RowLoader
{
    /// <summary>The session's output for rows <paramref name="start"/> and on.</summary>
    public static Tensor Run(Session session, Shape shape, int start, int count, Func<int, ReadOnlyMemory<float>> rows)
    {
        int longest = 1;
        for (int i = 0; i < count; i++)
            longest = Math.Max(longest, ExampleCheck.Frames(shape, rows(start + i).Length));
        Tensor input = session.Begin(count, longest);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = rows(start + i).Span;
            row.CopyTo(input.Row(i));
            if (input.Lengths is not null)
                input.Lengths[i] = ExampleCheck.Frames(shape, row.Length);
        }
        return session.Forward();
    }
}
