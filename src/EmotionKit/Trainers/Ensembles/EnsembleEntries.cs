using EmotionKit.Bundles;
using EmotionKit.Labels;

namespace EmotionKit.Trainers;

/// <summary>What every ensemble writes into a bundle, and reads back.</summary>
internal static class EnsembleEntries
{
    public const string FeaturesRole = "features";
    public const string MetaEntry = "meta.ekm";

    private const string MembersNumber = "members";
    private const string ClassesNumber = "classes";
    private const string BinaryNumber = "binary";

    public static void Save(
        ComponentWriter writer, string features, ClassificationTask task, int classes, MemberModel[] members, string[]? classNames)
    {
        writer.Column(FeaturesRole, features);
        writer.Number(BinaryNumber, task == ClassificationTask.Binary ? 1 : 0);
        writer.Number(ClassesNumber, classes);
        writer.Number(MembersNumber, members.Length);
        for (int i = 0; i < members.Length; i++)
            members[i].Save(writer, MemberEntry(i));
        if (classNames is not null)
            NameList.Save(writer, classNames);
    }

    public static (ClassificationTask Task, int Classes) LoadTask(ComponentReader reader)
    {
        int classes = Number(reader, ClassesNumber, 2, int.MaxValue);
        bool binary = Number(reader, BinaryNumber, 0, 1) == 1;
        return (binary ? ClassificationTask.Binary : ClassificationTask.Multiclass, classes);
    }

    public static MemberModel[] LoadMembers(ComponentReader reader, ClassificationTask task, int classes)
    {
        var members = new MemberModel[Number(reader, MembersNumber, 1, MemberList.Max)];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = MemberModel.Load(reader, MemberEntry(i), task);
            if (members[i].Columns != members[0].Columns)
                throw reader.Damaged($"has models of {members[0].Columns} and of {members[i].Columns} features");
            if (task == ClassificationTask.Multiclass && members[i].Outputs != classes)
                throw reader.Damaged($"has a model of {members[i].Outputs} classes, where {classes} are expected");
        }
        return members;
    }

    public static string[]? LoadNames(ComponentReader reader, int classes)
    {
        if (!NameList.IsIn(reader))
            return null;
        string[] names = NameList.Load(reader);
        return names.Length == classes ? names : throw reader.Damaged($"names {names.Length} of {classes} classes");
    }

    private static int Number(ComponentReader reader, string name, int minimum, int maximum)
    {
        int? number = reader.OptionalNumber(name);
        return number >= minimum && number <= maximum ? number.Value : throw reader.Damaged($"has no number '{name}' from {minimum} to {maximum}");
    }

    private static string MemberEntry(int number) => $"member{number}.ekm";
}
