using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Builds annotations one by one.</summary>
        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _schema;
            private readonly List<Delegate> _getters;

            /// <summary>Starts without annotations.</summary>
            public Builder()
            {
                _schema = new DataViewSchema.Builder();
                _getters = [];
            }

            /// <summary>Adds those of another column's annotations that are wanted.</summary>
            /// <param name="annotations">The annotations, or null for none.</param>
            /// <param name="selector">Says by name which are wanted.</param>
            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                if (annotations is null)
                {
                    return;
                }

                ArgumentNullException.ThrowIfNull(selector);
                foreach (Column column in annotations.Schema)
                {
                    if (selector(column.Name))
                    {
                        AddCore(column.Name, column.Type, annotations._getters[column.Index], column.Annotations);
                    }
                }
            }

            /// <summary>Adds an annotation.</summary>
            /// <typeparam name="TValue">The type that represents the value.</typeparam>
            /// <param name="name">The name.</param>
            /// <param name="type">The type of the value.</param>
            /// <param name="getter">Reads the value.</param>
            /// <param name="annotations">Annotations of the annotation, or null for none.</param>
            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null) =>
                Add(name, type, (Delegate)getter, annotations);

            /// <summary>Adds an annotation whose getter's type is known only at run time.</summary>
            /// <param name="name">The name.</param>
            /// <param name="type">The type of the value.</param>
            /// <param name="getter">Reads the value: a <see cref="ValueGetter{TValue}"/> of the type's representation.</param>
            /// <param name="annotations">Annotations of the annotation, or null for none.</param>
            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                if (string.IsNullOrEmpty(name))
                {
                    throw new ArgumentNullException(nameof(name));
                }

                ArgumentNullException.ThrowIfNull(type);
                ArgumentNullException.ThrowIfNull(getter);
                AddCore(name, type, getter, annotations);
            }

            /// <summary>Adds an annotation of one primitive value.</summary>
            /// <typeparam name="TValue">The type that represents the value.</typeparam>
            /// <param name="name">The name.</param>
            /// <param name="type">The type of the value.</param>
            /// <param name="value">The value.</param>
            /// <param name="annotations">Annotations of the annotation, or null for none.</param>
            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null) =>
                Add(name, type, (ref TValue destination) => destination = value, annotations);

            /// <summary>Makes annotations of what was added so far.</summary>
            /// <returns>The annotations.</returns>
            public Annotations ToAnnotations() => new(_schema.ToSchema(), _getters.ToArray());

            private void AddCore(string name, DataViewType type, Delegate getter, Annotations annotations)
            {
                if (getter.GetType() != typeof(ValueGetter<>).MakeGenericType(type.RawType))
                {
                    throw new ArgumentException($"The getter of annotation '{name}' must read {type.RawType}, which represents {type}, but is {getter.GetType()}.", nameof(type));
                }

                _schema.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }
        }
    }
}
