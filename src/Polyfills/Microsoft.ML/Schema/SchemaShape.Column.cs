using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>What is said of one column.</summary>
    public readonly struct Column
    {
        /// <summary>The name.</summary>
        public readonly string Name;

        /// <summary>Whether the column is a vector, and of what kind.</summary>
        public readonly VectorKind Kind;

        /// <summary>The type of the items; that of the representation, if they are keys.</summary>
        public readonly DataViewType ItemType;

        /// <summary>Whether the items are keys.</summary>
        public readonly bool IsKey;

        /// <summary>The annotations.</summary>
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Contracts.CheckNonEmpty(name, nameof(name));
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        /// <summary>Whether a column is a vector, and of what kind.</summary>
        public enum VectorKind
        {
            /// <summary>Not a vector.</summary>
            Scalar,

            /// <summary>A vector of known size.</summary>
            Vector,

            /// <summary>A vector whose size varies.</summary>
            VariableVector,
        }

        internal bool IsValid => Name is not null;

        internal static Column Create(string name, DataViewType type, SchemaShape annotations)
        {
            var vector = type as VectorDataViewType;
            DataViewType itemType = vector is null ? type : vector.ItemType;
            VectorKind kind = vector is null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            bool isKey = itemType is KeyDataViewType;
            return new Column(name, kind, isKey ? DataViewTypes.PrimitiveOf(itemType.RawType) : itemType, isKey, annotations);
        }

        internal Column Renamed(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        internal string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
