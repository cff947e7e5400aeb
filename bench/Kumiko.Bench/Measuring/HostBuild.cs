namespace Kumiko.Bench.Measuring;

/// <summary>In which form a host is run.</summary>
internal enum HostBuild
{
    /// <summary>As <c>dotnet publish</c> makes it for a server: compiled ahead of time.</summary>
    Published,

    /// <summary>As <c>dotnet build</c> leaves it.</summary>
    Built,
}
