namespace Microsoft.SqlServer.Server;

// The public surface of the package Microsoft.SqlServer.Server that Microsoft.Data.SqlClient binds to at run time.
// SQL CLR user-defined types are not used by CloudPos: declaring the types is enough.

public interface IBinarySerialize
{
    void Read(BinaryReader r);
    void Write(BinaryWriter w);
}

public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

public enum DataAccessKind
{
    None = 0,
    Read = 1,
}

public enum SystemDataAccessKind
{
    None = 0,
    Read = 1,
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format { get; } = format;
    public int MaxByteSize { get; set; } = 8000;
    public bool IsFixedLength { get; set; }
    public bool IsByteOrdered { get; set; }
    public string ValidationMethodName { get; set; }
    public string Name { get; set; }
}

public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message) : base(message) { }

    public static InvalidUdtException Create(Type type, string reason) => new($"{type}: {reason}");
}
