using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CloudPos.Application.Tests.Data;

/// <summary>What SQL Server refuses (or silently cuts) and EF does not warn of, found in a script of T-SQL.</summary>
internal sealed class SqlServerScriptRules
{
    private const int ClusteredKeyBytesMax = 900;
    private const int IndexKeyBytesMax = 1_700;
    private const int UnicodeLengthMax = 4_000;
    private const int PrecisionMax = 38;

    private readonly Dictionary<string, Dictionary<string, DataTypeReference>> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Table, string Name, bool Clustered, string[] Columns)> _keys = [];
    private readonly List<(string Parent, string Child, string Name)> _cascades = [];
    private readonly List<string> _found = [];

    public int Tables => _tables.Count;

    public int Keys => _keys.Count;

    public IReadOnlyList<string> Found => _found;

    public static SqlServerScriptRules Check(string script)
    {
        var parser = new TSql150Parser(initialQuotedIdentifiers: true, SqlEngineType.Standalone);
        using var reader = new StringReader(script);
        var tree = parser.Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException($"The script does not parse: line {errors[0].Line}: {errors[0].Message}");
        var rules = new SqlServerScriptRules();
        tree.Accept(new Ddl(rules));
        foreach (var key in rules._keys)
            rules.CheckKey(key.Table, key.Name, key.Clustered, key.Columns);
        rules.CheckCascades();
        return rules;
    }

    private void Table(CreateTableStatement create)
    {
        var table = Name(create.SchemaObjectName);
        _tables[table] = create.Definition.ColumnDefinitions.Where(c => c.DataType is not null)
            .ToDictionary(c => c.ColumnIdentifier.Value, c => c.DataType, StringComparer.OrdinalIgnoreCase);
        foreach (var column in create.Definition.ColumnDefinitions)
            CheckType(table, column);
        Constraints(table, create.Definition.TableConstraints.Concat(create.Definition.ColumnDefinitions.SelectMany(c => c.Constraints)));
    }

    private void Alter(AlterTableAddTableElementStatement alter)
    {
        var table = Name(alter.SchemaObjectName);
        foreach (var column in alter.Definition.ColumnDefinitions)
        {
            if (_tables.TryGetValue(table, out var columns) && column.DataType is not null)
                columns[column.ColumnIdentifier.Value] = column.DataType;
            CheckType(table, column);
        }

        Constraints(table, alter.Definition.TableConstraints);
    }

    private void Index(CreateIndexStatement index) => _keys.Add((Name(index.OnName), index.Name.Value, index.Clustered == true,
        [.. index.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value)]));

    private void Constraints(string table, IEnumerable<ConstraintDefinition> constraints)
    {
        foreach (var constraint in constraints)
        {
            if (constraint is UniqueConstraintDefinition unique)
                _keys.Add((table, unique.ConstraintIdentifier?.Value ?? "?", unique.Clustered ?? unique.IsPrimaryKey,
                    [.. unique.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value)]));
            if (constraint is ForeignKeyConstraintDefinition foreign && (Acts(foreign.DeleteAction) || Acts(foreign.UpdateAction)))
                _cascades.Add((Name(foreign.ReferenceTableName), table, foreign.ConstraintIdentifier?.Value ?? "?"));
        }

        static bool Acts(DeleteUpdateAction action) =>
            action is DeleteUpdateAction.Cascade or DeleteUpdateAction.SetNull or DeleteUpdateAction.SetDefault;
    }

    private void CheckType(string table, ColumnDefinition column)
    {
        if (column.DataType is not SqlDataTypeReference type)
            return;
        var place = $"{table}.{column.ColumnIdentifier.Value}";
        if (type.SqlDataTypeOption is SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar && Number(type) > UnicodeLengthMax)
            _found.Add($"nvarchar over {UnicodeLengthMax}: {place}");
        if (type.SqlDataTypeOption is SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric && Number(type) > PrecisionMax)
            _found.Add($"decimal precision over {PrecisionMax}: {place}");
    }

    private void CheckKey(string table, string name, bool clustered, string[] columns)
    {
        if (!_tables.TryGetValue(table, out var types))
            return;
        var known = columns.Where(types.ContainsKey).Select(c => types[c]).OfType<SqlDataTypeReference>().ToArray();
        if (Array.Exists(known, t => t.Parameters is [MaxLiteral, ..]))
            _found.Add($"index on a max column: {name} on {table}");
        var bytes = known.Sum(Bytes);
        var max = clustered ? ClusteredKeyBytesMax : IndexKeyBytesMax;
        if (bytes > max)
            _found.Add($"index key of {bytes} bytes over {max}: {name} on {table}");
    }

    private static int Bytes(SqlDataTypeReference type) => type.SqlDataTypeOption switch
    {
        SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar => Number(type) * 2,
        SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => Number(type),
        SqlDataTypeOption.UniqueIdentifier => 16,
        SqlDataTypeOption.Bit or SqlDataTypeOption.TinyInt => 1,
        SqlDataTypeOption.Int => 4,
        SqlDataTypeOption.Date => 3,
        SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => 17,
        SqlDataTypeOption.DateTimeOffset => 10,
        _ => 8,
    };

    private static int Number(SqlDataTypeReference type) => type.Parameters is [IntegerLiteral literal, ..]
        ? int.Parse(literal.Value, System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    /// <summary>From each table, no other may be reached by two ways, nor itself by any.</summary>
    private void CheckCascades()
    {
        foreach (var root in _cascades.Select(c => c.Parent).Distinct().ToArray())
        {
            var reached = new HashSet<string>();
            var open = new Stack<(string Table, string[] Path)>([(root, [root])]);
            while (open.TryPop(out var at))
            {
                foreach (var (_, child, name) in _cascades.Where(c => c.Parent == at.Table))
                {
                    if (at.Path.Contains(child))
                        _found.Add($"cascade cycle: {string.Join(" > ", at.Path)} > {child} ({name})");
                    else if (!reached.Add(child))
                        _found.Add($"multiple cascade paths: {root} to {child} ({name})");
                    else
                        open.Push((child, [.. at.Path, child]));
                }
            }
        }
    }

    private static string Name(SchemaObjectName name) => (name.SchemaIdentifier?.Value ?? "dbo") + "." + name.BaseIdentifier.Value;

    private sealed class Ddl(SqlServerScriptRules rules) : TSqlFragmentVisitor
    {
        public override void Visit(CreateTableStatement node) => rules.Table(node);

        public override void Visit(AlterTableAddTableElementStatement node) => rules.Alter(node);

        public override void Visit(CreateIndexStatement node) => rules.Index(node);
    }
}
