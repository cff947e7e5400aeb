namespace Kumiko;

/// <summary>Stands for a field that was not sent, which is not the same as null.</summary>
internal sealed class Absent
{
    public static readonly object Value = new Absent();

    private Absent()
    {
    }
}
