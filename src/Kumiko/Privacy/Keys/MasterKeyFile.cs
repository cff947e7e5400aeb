using System.Text;

namespace Kumiko;

/// <summary>A master key in a file, for development: made when there is none.</summary>
internal static class MasterKeyFile
{
    /// <exception cref="FormatException">The file holds something else.</exception>
    public static MasterKeys ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        return MasterKeys.Parse(File.ReadAllText(path).Trim());
    }

    /// <summary>Whole or not at all: another process may be looking for it at the same moment, and whoever is quicker is right.</summary>
    private static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(MasterKeys.Generate()));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
