using System.Collections;

namespace Kumiko;

/// <summary>Makes and reads the C# collection of a list property. Built once per property, by type.</summary>
internal abstract class ClrList
{
    public abstract object Create(object?[] values, FieldType item);

    public static IEnumerable<object?> Items(object collection) => ((IEnumerable)collection).Cast<object?>();

    /// <summary>The item type, if the type is an array, a <see cref="List{T}"/> or an interface that a list implements.</summary>
    public static Type? ItemTypeOf(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(typeof(List<>).MakeGenericType(item)) ? item : null;
    }

    public static ClrList For(Type type, Type item) => (ClrList)Activator.CreateInstance(
        (type.IsArray ? typeof(ArrayOf<>) : typeof(ListOf<>)).MakeGenericType(item))!;

    private sealed class ArrayOf<T> : ClrList
    {
        public override object Create(object?[] values, FieldType item) => Array.ConvertAll(values, v => (T)item.ToClr(v!));
    }

    private sealed class ListOf<T> : ClrList
    {
        public override object Create(object?[] values, FieldType item)
        {
            var list = new List<T>(values.Length);
            foreach (var value in values)
            {
                list.Add((T)item.ToClr(value!));
            }

            return list;
        }
    }
}
